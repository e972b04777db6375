// Ties from GraphML (graphml.graphdrawing.org): nodes and edges; what else is in it is passed over.
#include "minga/io/ties.hpp"

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

#include <algorithm>
#include <cstring>
#include <sstream>

namespace minga::io {
namespace {

/// Deeper nesting than any graph needs; the parser recurses.
constexpr int kDeepest = 64;

[[noreturn]] void refuse(const std::string& file, int line, std::string message) {
  throw InputError(
      {{file, line, "structure.file", "", std::move(message), "GraphML with <node> and <edge>"}});
}

/// Depth of nested elements, at most, as far as brackets tell.
int depth_of(const std::string& text) {
  int depth = 0;
  int deepest = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != '<')
      continue;
    const char next = text[i + 1];
    if (next == '/') {
      --depth;
    } else if (next != '?' && next != '!') {
      const std::size_t end = text.find('>', i);
      const bool closed = end != std::string::npos && end > 0 && text[end - 1] == '/';
      depth += closed ? 0 : 1;
    }
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

/// A name without the prefix of its namespace.
std::string local(const std::string& name) { return name.substr(name.find(':') + 1); }

/// Goes through the tags of a text that is XML, for their lines, which the parser does not keep.
class Tags {
 public:
  explicit Tags(const std::string& text) : text_(text) {}

  /// Lines of the edges of the first graph, in their order.
  std::vector<int> edge_lines() {
    std::vector<int> lines;
    int graphs = 0;
    while (next()) {
      if (depth_ == 1 && name_ == "graph")
        ++graphs;
      if (depth_ == 2 && graphs == 1 && name_ == "edge")
        lines.push_back(line_);
      if (!closed_)
        ++depth_;
    }
    return lines;
  }

 private:
  /// The next tag that opens an element.
  bool next() {
    while ((at_ = text_.find('<', at_)) != std::string::npos) {
      const std::size_t begin = at_;
      if (starts("<!--")) {
        skip("-->");
      } else if (starts("<![CDATA[")) {
        skip("]]>");
      } else if (starts("<?")) {
        skip("?>");
      } else if (starts("<!")) {
        skip(">");
      } else if (starts("</")) {
        skip(">");
        --depth_;
      } else {
        line_ += static_cast<int>(
            std::count(text_.begin() + offset(seen_), text_.begin() + offset(begin), '\n'));
        seen_ = begin;
        end_of_tag();
        const std::size_t stop = text_.find_first_of(" \t\r\n/>", begin);
        name_ = local(text_.substr(begin + 1, stop - begin - 1));
        return true;
      }
    }
    return false;
  }

  bool starts(const char* with) const { return text_.compare(at_, std::strlen(with), with) == 0; }
  void skip(const char* to) {
    const std::size_t found = text_.find(to, at_);
    at_ = found == std::string::npos ? text_.size() : found + std::strlen(to);
  }
  /// A closing bracket inside an attribute's quotes does not end the tag.
  void end_of_tag() {
    char quote = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quote != 0)
        quote = c == quote ? '\0' : quote;
      else if (c == '"' || c == '\'')
        quote = c;
      else if (c == '>')
        break;
    }
    closed_ = at_ > 0 && at_ < text_.size() && text_[at_ - 1] == '/';
  }
  static std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }

  const std::string& text_;
  std::size_t at_ = 0;
  std::size_t seen_ = 0;  ///< where `line_` was counted to
  int line_ = 1;
  int depth_ = 0;
  bool closed_ = false;
  std::string name_;
};

const boost::property_tree::ptree* child(const boost::property_tree::ptree& of,
                                         const std::string& name) {
  for (const auto& [key, element] : of) {
    if (local(key) == name)
      return &element;
  }
  return nullptr;
}

}  // namespace

TiesFile parse_graphml(const std::string& text, const std::string& file) {
  namespace pt = boost::property_tree;
  if (depth_of(text) > kDeepest)
    refuse(file, 0, "is nested too deeply");
  pt::ptree root;
  try {
    std::istringstream in(text);
    pt::read_xml(in, root);
  } catch (const pt::xml_parser_error& error) {
    refuse(file, static_cast<int>(error.line()), "is not XML: " + error.message());
  }
  const pt::ptree* top = child(root, "graphml");
  const pt::ptree* graph = top == nullptr ? nullptr : child(*top, "graph");
  if (graph == nullptr)
    refuse(file, 0, "has no graph");
  const std::vector<int> lines = Tags(text).edge_lines();
  TiesFile out;
  std::vector<Diagnostic> faults;
  for (const auto& [full, element] : *graph) {
    const std::string name = local(full);
    if (name == "node")
      out.nodes.push_back(element.get("<xmlattr>.id", ""));
    if (name != "edge")
      continue;
    const std::string from = element.get("<xmlattr>.source", "");
    const std::string to = element.get("<xmlattr>.target", "");
    const std::size_t nth = out.edges.size();
    const int line = nth < lines.size() ? lines[nth] : 0;
    if ((from.empty() || to.empty()) && faults.size() < kMostTiesFaults) {
      faults.push_back(
          {file, line, "structure.file", from.empty() ? "target " + to : "source " + from,
           "an edge lacks its source or target", "<edge source=\"...\" target=\"...\"/>"});
    }
    out.edges.push_back({from, to});
    out.lines.push_back({line, line});
  }
  if (!faults.empty())
    throw InputError(std::move(faults));
  if (out.edges.empty())
    refuse(file, 0, "has no edges");
  return out;
}

}  // namespace minga::io
