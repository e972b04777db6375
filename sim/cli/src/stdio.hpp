// Standard output and standard error of the program. Output is data and summaries, and its loss is
// an error; notes to the user on standard error are not.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace minga::cli {

/// Standard output did not take what was printed.
class OutputError : public std::runtime_error {
 public:
  explicit OutputError(int code);
  /// The reader went away (`minga list profiles | head -1`): not worth a message.
  bool reader_gone() const noexcept { return reader_gone_; }

 private:
  bool reader_gone_;
};

/// Makes sure that no result file takes the number of a closed standard stream, and that a broken
/// pipe or a file that grows too large shows as an error. To be called before anything is opened.
void prepare_standard_streams();

/// Writes to standard output. @throws OutputError
void print(std::string_view text);
/// Sends what was printed on its way. @throws OutputError
void flush_output();

/// One line on standard error, `minga: ` before it.
void note(std::string_view text);
/// Text on standard error as it is.
void print_error(std::string_view text);

}  // namespace minga::cli
