// Files that a command writes where it was told to.
//
// Errors: Refused with `file-unwritable` and the path, when the place isn't there, is of another kind or is full
#pragma once

#include <filesystem>
#include <string>

namespace earned::app {

void make_folder(const std::filesystem::path& folder);  // with those that it lies in; no harm when it is there
void write_file(const std::filesystem::path& path, const std::string& bytes);  // what stood there is replaced

}  // namespace earned::app
