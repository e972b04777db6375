#include "minga/io/catalogue.hpp"

#include "design.hpp"
#include "faults.hpp"
#include "find.hpp"
#include "parse.hpp"

#include <algorithm>

namespace minga::io {
namespace {

namespace fs = std::filesystem;

std::string text_in(const Node* table, const char* key) {
  const Node* found = table == nullptr ? nullptr : table->find(key);
  return found != nullptr && found->is_text() ? found->text : std::string();
}

Entry entry_of(const fs::path& file, const Node& root) {
  const Node* head = root.find("scenario");
  const Node* title = root.find("title");
  if (title == nullptr && head != nullptr)
    title = head->find("title");
  Entry out{file.stem().string(), text_in(title, "en"), text_in(title, "es"), fs::absolute(file)};
  if (title != nullptr && title->is_text())
    out.title_en = out.title_es = title->text;
  return out;
}

/// Adds the TOML files of a folder that `wanted` accepts.
template <class Wanted>
void add_folder(std::vector<Entry>& out, const fs::path& folder, Wanted wanted) {
  std::error_code error;
  for (const auto& file : fs::directory_iterator(folder, error)) {
    if (file.path().extension() != ".toml")
      continue;
    Node root = make_table();
    try {
      root = parse_file(file.path());
    } catch (const std::runtime_error&) {
      // Listed without a title; reading it says what is wrong.
    }
    if (wanted(root))
      out.push_back(entry_of(file.path(), root));
  }
}

std::vector<Entry> structures() {
  return {{"group",
           "One group in which everybody meets everybody",
           "Un grupo en el que todos se encuentran con todos",
           {}},
          {"partners",
           "Small groups of members that play together and stay",
           "Grupos pequeños de miembros que juegan juntos y permanecen",
           {}},
          {"strangers",
           "Small groups of members that are drawn anew each period",
           "Grupos pequeños de miembros que se sortean en cada período",
           {}},
          {"overlapping",
           "Several associations in a row, neighbours with firms in common",
           "Varias asociaciones en fila, las vecinas con empresas en común",
           {}},
          {"star",
           "Several associations with the same hubs in each",
           "Varias asociaciones con las mismas empresas centrales en cada una",
           {}},
          {"territory",
           "Firms in a square, each in the association that meets nearest to it",
           "Empresas en un territorio, cada una en la asociación que se reúne más cerca",
           {}},
          {"lattice",
           "A square lattice of firms, each with its four neighbours an association",
           "Una cuadrícula de empresas, cada una con sus cuatro vecinas una asociación",
           {}},
          {"small-world",
           "A ring of firms with some ties to firms far away (Watts and Strogatz)",
           "Un anillo de empresas con algunos lazos lejanos (Watts y Strogatz)",
           {}},
          {"scale-free",
           "A network in which few firms have many ties (Barabasi and Albert)",
           "Una red en la que pocas empresas tienen muchos lazos (Barabási y Albert)",
           {}},
          {"edge-list",
           "A network of firms from a list of ties or a file",
           "Una red de empresas a partir de una lista de lazos o un archivo",
           {}},
          {"hyperedges",
           "Associations whose firms are listed one by one, or in a file",
           "Asociaciones cuyas empresas se listan una por una, o en un archivo",
           {}}};
}

}  // namespace

const std::vector<std::string>& list_kinds() {
  static const std::vector<std::string> kinds{"profiles",   "regulations",   "facilitators",
                                              "actions",    "coordinations", "kinds",
                                              "structures", "scenarios",     "designs"};
  return kinds;
}

std::vector<Entry> list(const std::string& kind) {
  std::vector<Entry> out;
  const bool designs = kind == "designs";
  if (designs || kind == "scenarios") {
    for (const char* folder : kShippedFolders) {
      add_folder(out, data_directory() / folder,
                 [designs](const Node& root) { return is_design(root) == designs; });
    }
  } else if (kind == "structures") {
    out = structures();
  } else if (std::find(list_kinds().begin(), list_kinds().end(), kind) != list_kinds().end()) {
    add_folder(out, data_directory() / "presets" / kind, [](const Node&) { return true; });
  } else {
    throw InputError(
        {{"", 0, "", kind, "is not a kind that can be listed", one_of(list_kinds(), kind)}});
  }
  std::sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.name != "none", a.name) < std::pair(b.name != "none", b.name);
  });
  return out;
}

}  // namespace minga::io
