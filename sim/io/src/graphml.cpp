// Ties from GraphML (graphml.graphdrawing.org): nodes and edges; what else is in it is passed over.
#include "minga/io/ties.hpp"

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

#include <sstream>

namespace minga::io {
namespace {

/// Deeper nesting than any graph needs; the parser recurses.
constexpr int kDeepest = 64;

[[noreturn]] void refuse(const std::string& file, int line, std::string message) {
  throw InputError({{file, line, "", "", std::move(message), "GraphML with <node> and <edge>"}});
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
  TiesFile out;
  for (const auto& [full, element] : *graph) {
    const std::string name = local(full);
    if (name == "node")
      out.nodes.push_back(element.get("<xmlattr>.id", ""));
    if (name != "edge")
      continue;
    const std::string from = element.get("<xmlattr>.source", "");
    const std::string to = element.get("<xmlattr>.target", "");
    if (from.empty() || to.empty())
      refuse(file, 0, "an edge lacks its source or target");
    out.edges.push_back({from, to});
  }
  if (out.edges.empty())
    refuse(file, 0, "has no edges");
  return out;
}

}  // namespace minga::io
