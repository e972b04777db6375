// A group of a theory scenario's results under construction: its axes, and variables that have
// their scales, a long name and units.
#pragma once

#include "h5_write.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace minga::io {

inline constexpr hsize_t kChunk = 1 << 16;  // values in a chunk, about

inline std::string name_for_file(std::string name) {
  for (char& c : name) {
    if (c == ' ' || c == '/' || c == '.')
      c = '_';
  }
  return name.empty() ? "_" : name;
}

/// A group with its axes; every variable gets its scales, a long name and units.
class TheoryGroup {
 public:
  TheoryGroup(hid_t parent, const std::string& name) : group_(h5::create_group(parent, name)) {}

  hid_t id() const { return group_.get(); }

  void axis(const std::string& name, const std::vector<std::int32_t>& values,
            std::string_view long_name, std::string_view units) {
    h5::Dataset d = h5::create_dataset(id(), name, H5T_STD_I32LE, {{values.size()}, {}});
    write(d, H5T_NATIVE_INT32, values.data());
    add_axis(name, std::move(d), long_name, units);
  }
  void axis(const std::string& name, hsize_t length, std::string_view long_name) {
    std::vector<std::int32_t> values(length);
    std::iota(values.begin(), values.end(), 0);
    axis(name, values, long_name, "1");
  }
  void names(const std::string& name, std::span<const std::string> texts,
             std::string_view long_name) {
    const h5::Type type = h5::text_type();
    h5::Dataset d = h5::create_dataset(id(), name, type.get(), {{texts.size()}, {}});
    h5::write_texts(d, 0, texts);
    add_axis(name, std::move(d), long_name, "1");
  }
  void numbers(const std::string& name, const std::vector<std::string>& axes,
               const std::vector<double>& values, std::string_view long_name,
               std::string_view units, std::string_view long_name_es = {}) {
    const double fill = std::numeric_limits<double>::quiet_NaN();
    const h5::Dataset d = create(name, H5T_IEEE_F64LE, axes, &fill);
    write(d, H5T_NATIVE_DOUBLE, values.data());
    describe(d, long_name, units, long_name_es);
    h5::set_attribute(d.get(), "_FillValue", H5T_IEEE_F64LE, &fill);
  }
  /// Whole numbers; -1 is missing where `missing`.
  void integers(const std::string& name, const std::vector<std::string>& axes,
                const std::vector<std::int32_t>& values, std::string_view long_name, bool missing,
                const std::vector<std::string>& meanings = {}) {
    const std::int32_t fill = -1;
    const h5::Dataset d = create(name, H5T_STD_I32LE, axes, missing ? &fill : nullptr);
    write(d, H5T_NATIVE_INT32, values.data());
    describe(d, long_name, "1");
    if (!meanings.empty()) {
      std::vector<std::int32_t> flags(meanings.size());
      std::iota(flags.begin(), flags.end(), 0);
      h5::set_attribute(d.get(), "flag_values", std::span<const std::int32_t>(flags));
      std::string words;
      for (const std::string& m : meanings)
        words += (words.empty() ? "" : " ") + name_for_file(m);
      h5::set_attribute(d.get(), "flag_meanings", words);
    }
    if (missing)
      h5::set_attribute(d.get(), "_FillValue", H5T_STD_I32LE, &fill);
  }
  void texts(const std::string& name, const std::string& axis, std::span<const std::string> values,
             std::string_view long_name, std::string_view long_name_es = {}) {
    const h5::Type type = h5::text_type();
    const h5::Dataset d = h5::create_dataset(id(), name, type.get(), {{values.size()}, {}});
    h5::write_texts(d, 0, values);
    h5::attach_scale(d, scale(axis), 0);
    describe(d, long_name, "1", long_name_es);
  }

  /// One more attribute of a variable that is there.
  void attribute(const std::string& variable, const std::string& name, std::string_view value) {
    const h5::Dataset d(H5Dopen2(id(), variable.c_str(), H5P_DEFAULT), "cannot open a variable");
    h5::set_attribute(d.get(), name.c_str(), value);
  }

 private:
  static void describe(const h5::Dataset& d, std::string_view long_name, std::string_view units,
                       std::string_view long_name_es = {}) {
    h5::set_attribute(d.get(), "long_name", long_name);
    if (!long_name_es.empty())
      h5::set_attribute(d.get(), "long_name_es", long_name_es);
    h5::set_attribute(d.get(), "units", units);
  }
  static void write(const h5::Dataset& d, hid_t type, const void* values) {
    h5::check(H5Dwrite(d.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
              "cannot write values");
  }
  void add_axis(const std::string& name, h5::Dataset d, std::string_view long_name,
                std::string_view units) {
    describe(d, long_name, units);
    h5::make_scale(d, name);
    const h5::Space space(H5Dget_space(d.get()), "cannot read an axis");
    hsize_t length = 0;
    H5Sget_simple_extent_dims(space.get(), &length, nullptr);
    axes_.push_back({name, length, std::move(d)});
  }
  const h5::Dataset& scale(const std::string& name) const { return find(name).scale; }
  h5::Dataset create(const std::string& name, hid_t type, const std::vector<std::string>& axes,
                     const void* fill) {
    h5::DatasetShape shape;
    for (const std::string& a : axes)
      shape.extent.push_back(find(a).length);
    shape.chunk = shape.extent;
    // Whole rows of the later axes, as many as make a chunk of a good size.
    hsize_t row = 1;
    for (std::size_t k = 1; k < shape.extent.size(); ++k)
      row *= std::max<hsize_t>(shape.extent[k], 1);
    shape.chunk[0] = std::clamp<hsize_t>(kChunk / row, 1, std::max<hsize_t>(shape.extent[0], 1));
    shape.compressed = true;
    shape.fill = fill;
    h5::Dataset d = h5::create_dataset(id(), name, type, shape);
    for (unsigned k = 0; k < axes.size(); ++k)
      h5::attach_scale(d, scale(axes[k]), k);
    return d;
  }

  struct Axis {
    std::string name;
    hsize_t length;
    h5::Dataset scale;
  };
  const Axis& find(const std::string& name) const {
    return *std::find_if(axes_.begin(), axes_.end(),
                         [&name](const Axis& a) { return a.name == name; });
  }

  h5::Group group_;
  std::vector<Axis> axes_;
};

}  // namespace minga::io
