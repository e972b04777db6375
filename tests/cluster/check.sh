#!/usr/bin/env bash
# Runs the recipes of docs/clusters for real on this machine, and compares what they make with an
# unsharded sweep, bit for bit. Not part of the tests that always run: it takes minutes and needs
# programs that minga does not.
#
#   check.sh slurm         sweep-array.sbatch and merge.sbatch, on a Slurm of one node that it starts;
#                          the time limit is so short that tasks must be requeued
#   check.sh snakemake     Snakefile; every shard is stopped once on its way
#   check.sh hyperqueue    hq.py on a local server; every shard is stopped once on its way
#
# Environment: MINGA_BIN, the program (default: build/release/minga); PYTHON with h5py and numpy
# (default: .venv/bin/python, else python3); SNAKEMAKE (default: snakemake); HQ_PYTHON with the package
# hyperqueue (default: python3); REPLICATES of each of four points.
#
# Exit codes: 0 passed; 1 failed; 2 bad usage, or something is not installed. On failure the folder
# with all that happened is kept and named.

set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
recipes=$root/docs/clusters
export MINGA=${MINGA_BIN:-$root/build/release/minga}
python=${PYTHON:-$root/.venv/bin/python}
[[ -x $python ]] || python=python3
readonly SHARDS=4

fail() {
  echo "FAILED: $*; see $folder" >&2
  trap - EXIT
  stop_slurm
  exit 1
}

need() { command -v "$1" >/dev/null || { echo "$1 is not there: ${2:-}" >&2; exit 2; }; }

write_design() {
  cat >design.toml <<'TOML'
name = "small"
title = { es = "Chico", en = "Small" }
scenario = "otavalo"
method = "factorial"
seed = 3

[[factor]]
name = "regulation"
path = "association[0].regulation"
levels = ["none", "otavalo-2008"]

[[factor]]
name = "firms"
path = "population.firms"
levels = [8, 12]
TOML
}

# compare REPLICATES: the file whole.h5 of the recipe with a sweep in one piece.
compare() {
  "$MINGA" verify whole.h5 || fail "whole.h5 is not sound"
  "$MINGA" sweep design.toml -o direct.h5 --replicates "$1" --record summary --quiet ||
    fail "the sweep in one piece"
  "$python" "$here/same_data.py" whole.h5 direct.h5 || fail "the data differ"
}

stop_slurm() { [[ ! -f slurm/slurm.conf ]] || "$here/slurm-one-node.sh" stop slurm; }

restarts() {
  scontrol show job "$1" | awk -F'[= ]+' '{for (i = 1; i < NF; ++i) if ($i == "Restarts") n += $(i + 1)}
    END {print n + 0}'
}

check_slurm() {
  local replicates=${REPLICATES:-20000} array merge
  need sbatch "apt-get install slurm-wlm munge"
  trap stop_slurm EXIT
  "$here/slurm-one-node.sh" start slurm || fail "no Slurm"
  export SLURM_CONF=$PWD/slurm/slurm.conf
  # Slurm looks at limits every 30 s: the signal comes after 10 to 40 s of each minute.
  array=$(sbatch --parsable --array=1-$SHARDS --cpus-per-task=1 --mem=200 --time=1 \
    --signal=B:USR1@20 "$recipes/sweep-array.sbatch" $SHARDS design.toml shards \
    --replicates "$replicates" --record summary)
  merge=$(sbatch --parsable --dependency=afterok:"$array" --mem=200 --time=10 --wait \
    "$recipes/merge.sbatch" $SHARDS shards whole.h5) || fail "the merge did not come to its end"
  echo "merge was job $merge; tasks were requeued $(restarts "$array") times"
  (($(restarts "$array") >= SHARDS)) || fail "not requeued: more REPLICATES would be"
  compare "$replicates"
}

# A program in place of minga that stops every sweep once, as a time limit would.
write_stopper() {
  cat >stopper <<'SH'
#!/usr/bin/env bash
# stops the first sweep of each shard after some segments; exit code 4 is minga's
out=$(printf '%s\n' "$@" | grep -m 1 'shard-.*\.h5$')
if [[ $1 == sweep && ! -e stopped/${out##*/} ]]; then
  mkdir -p stopped
  "$MINGA" "$@" &
  until (($(find "$out.parts" -name '*.seg' 2>/dev/null | wc -l) > 1)) || ! kill -0 $! 2>/dev/null; do
    sleep 0.05
  done
  kill -TERM $!
  wait $!
  code=$?
  echo $code >"stopped/${out##*/}"
  exit $code
fi
exec "$MINGA" "$@"
SH
  chmod +x stopper
}

all_stopped() {
  [[ $(cat stopped/* | sort | uniq -c | tr -s ' ') == " $SHARDS 4" ]] ||
    fail "not every shard was stopped once: more REPLICATES would be"
}

check_snakemake() {
  local replicates=${REPLICATES:-2500} snakemake=${SNAKEMAKE:-snakemake}
  need "$snakemake" "pip install snakemake, and SNAKEMAKE=..."
  write_stopper
  "$snakemake" --snakefile "$recipes/Snakefile" --cores 2 --retries 1 --config design=design.toml \
    shards=$SHARDS whole=whole.h5 minga="$PWD/stopper" threads=1 \
    options="--replicates $replicates --record summary" >snakemake.log 2>&1 || fail "snakemake"
  all_stopped
  compare "$replicates"
}

check_hyperqueue() {
  local replicates=${REPLICATES:-2500} hq_python=${HQ_PYTHON:-python3}
  "$hq_python" -c "import hyperqueue" 2>/dev/null ||
    { echo "no hyperqueue: pip install hyperqueue, and HQ_PYTHON=..." >&2; exit 2; }
  write_stopper
  local command=("$hq_python" "$recipes/hq.py" --local 2 --minga "$PWD/stopper" --threads 1 $SHARDS
    design.toml shards whole.h5 -- --replicates "$replicates" --record summary)
  "${command[@]}" >hq-1.log 2>&1 && fail "stopped shards passed for done"
  all_stopped
  "${command[@]}" >hq-2.log 2>&1 || fail "hyperqueue"
  compare "$replicates"
}

[[ $# == 1 && $1 =~ ^(slurm|snakemake|hyperqueue)$ ]] ||
  { sed -n '2,/^$/{/^#/!d;s/^# \{0,1\}//;p}' "$0" >&2; exit 2; }
need "$MINGA" "build it, or set MINGA_BIN"
folder=$(mktemp -d)
cd "$folder"
write_design
"check_$1"
stop_slurm
trap - EXIT
cd /
rm -r "$folder"
echo "passed: $1"
