#!/usr/bin/env bash
# A real Slurm of one node on this machine, for tests of the recipes in docs/clusters.
#
#   slurm-one-node.sh start FOLDER   start munged, slurmctld and slurmd, all state in FOLDER (new or empty)
#   slurm-one-node.sh stop FOLDER    cancel its jobs and end what `start` started, and nothing else
#
# After `start`, clients find it by SLURM_CONF=FOLDER/slurm.conf. It listens on 127.0.0.1 only, on
# ports that were free, and leaves the system's own configuration of Slurm and munge alone. Jobs run
# as the user who started it; root is not needed. Debian: apt-get install slurm-wlm munge.
#
# Exit codes: 0 done; 1 it did not come up, with the daemons' last words; 2 bad usage, or Slurm is
# not installed.

set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

usage() {
  sed -n '2,/^$/{/^#/!d;s/^# \{0,1\}//;p}' "$0" >&2
  exit 2
}

free_ports() {
  python3 - <<'PY'
import socket

held = [socket.socket() for _ in range(2)]
for one in held:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in held))
PY
}

configure() {
  local ctld slurmd user memory
  read -r ctld slurmd < <(free_ports)
  user=$(id -un)
  memory=$(awk '/^MemTotal/ {print int($2 / 1024)}' /proc/meminfo)
  mkdir -p "$folder/state" "$folder/spool"
  cat >"$folder/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$ctld
SlurmdPort=$slurmd
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
AuthType=auth/munge
CredType=cred/munge
# A job that is requeued waits until its credential is over: seconds here, two minutes by default.
AuthInfo=socket=$folder/munge.socket,cred_expire=10
SlurmUser=$user
SlurmdUser=$user
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.file
SlurmdPidFile=$folder/slurmd.file
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/filetxt
JobCompLoc=$folder/completed.txt
MpiDefault=none
ReturnToService=2
MinJobAge=3600
KillWait=10
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$memory State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
}

# launch NAME COMMAND...: in the background, in a session of its own.
launch() {
  local name=$1
  shift
  setsid "$@" >"$folder/$name.log" 2>&1 </dev/null &
  echo $! >"$folder/$name.pid"
}

await() {
  local tries
  for ((tries = 0; tries < 100; ++tries)); do
    if "$@"; then return 0; fi
    sleep 0.2
  done
  return 1
}

idle() { [[ $(sinfo -h -o %T 2>/dev/null) == idle ]]; }

start() {
  local program
  for program in munged slurmctld slurmd sbatch; do
    command -v "$program" >/dev/null || { echo "$program is not installed" >&2; exit 2; }
  done
  mkdir -p "$folder"
  [[ -z $(ls -A "$folder") ]] || { echo "$folder is not empty" >&2; exit 2; }
  chmod 755 "$folder"
  configure
  (umask 077 && head -c 1024 /dev/urandom >"$folder/munge.key")
  # --force: munged wants no folder above its files to be writable by others, as /tmp is.
  launch munged munged --foreground --force --socket="$folder/munge.socket" \
    --key-file="$folder/munge.key" --log-file="$folder/munged.words" \
    --pid-file="$folder/munged.file" --seed-file="$folder/munged.seed"
  await test -S "$folder/munge.socket" || failed
  launch slurmctld slurmctld -D -c -f "$folder/slurm.conf"
  launch slurmd slurmd -D -f "$folder/slurm.conf"
  await idle || failed
}

failed() {
  tail -n 5 "$folder"/*.log >&2
  stop
  exit 1
}

# Ends a process that is still the one that was launched, and waits for its end.
end() {
  local pid
  pid=$(cat "$folder/$1.pid" 2>/dev/null) || return 0
  grep -qaF "$folder/" "/proc/$pid/cmdline" 2>/dev/null || return 0
  kill "$pid" 2>/dev/null || return 0
  await gone "$pid" || kill -KILL "$pid" 2>/dev/null || true
}

# A zombie is gone, too: whoever adopted it may be slow to bury it.
gone() { ! grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2>/dev/null; }

no_jobs() { [[ -z $(squeue -h 2>/dev/null) ]]; }

stop() {
  if idle || [[ -n $(squeue -h 2>/dev/null) ]]; then
    squeue -h -o %A 2>/dev/null | sort -u | xargs -r scancel 2>/dev/null || true
    await no_jobs || true
  fi
  end slurmd
  end slurmctld
  end munged
}

[[ $# == 2 ]] || usage
folder=$(realpath -m "$2")
export SLURM_CONF=$folder/slurm.conf
case $1 in
  start) start ;;
  stop) stop ;;
  *) usage ;;
esac
