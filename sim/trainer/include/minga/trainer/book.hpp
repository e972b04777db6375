// What a player has seen so far, month by month, as everybody could: the only thing that a page is
// told while a game goes on. It is filled from sights alone.
#pragma once

#include "minga/trainer/month.hpp"

#include <optional>
#include <string>
#include <vector>

namespace minga::trainer {

using Value = std::optional<double>;

/// A firm in a month. Counts over its meetings.
struct FirmMonth {
  bool member = false;  ///< when it began
  int attended = 0, meetings = 0, excused = 0;
  int paid = 0, payments_due = 0;
  int seen_giving = 0, seen_failing = 0;
  int sanctions = 0;
  Value attend() const;
  Value pay() const;
};

/// The group in a month.
struct GroupMonth {
  Value attendance, fund_payments, compliance, agreements_kept, sales;
  double conflict = 0.0, fund = 0.0, days = 0.0;
  int members = 0, sanctions = 0, phase = 1;
  Value of(const std::string& indicator) const;
};

/// A project in a month.
struct ProjectMonth {
  bool active = false;
  double due = 0.0, apparent = 0.0, help = 0.0;
};

struct Impression {
  int turn = 0;
  core::Finding finding;
};

struct BookMonth {
  GroupMonth group;
  std::vector<FirmMonth> firms;
  std::vector<ProjectMonth> projects;
  Seen seen;
  std::vector<int> meeting_members;  ///< of each meeting, when it was held
};

class Book {
 public:
  /// @param before  the sight at the start of the month
  void add(const core::Sight& before, Seen seen, double days);
  void drop_last();
  const std::vector<BookMonth>& months() const { return months_; }
  std::vector<Impression> impressions(int firm) const;

 private:
  std::vector<BookMonth> months_;
};

}  // namespace minga::trainer
