// The page that the trainer serves: files that were built before with Node, in the program.
#pragma once

#include <string_view>
#include <vector>

namespace minga::trainer {

struct PageFile {
  std::string_view path;  ///< from the root, "/index.html"
  std::string_view bytes;
};

/// Empty where the program was built without the page.
const std::vector<PageFile>& page_files();

}  // namespace minga::trainer
