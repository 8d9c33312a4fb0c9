#include "app/write_file.h"

#include "app/book.h"

#include <fstream>

namespace earned::app {

namespace {

Refused unwritable_place(const std::filesystem::path& path)
{
    return Refused({.code = "file-unwritable",
                    .where = path.string(),
                    .what = "it can't be written",
                    .hint = "name a place that exists and that you may write to"});
}

}  // namespace

void make_folder(const std::filesystem::path& folder)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed || !std::filesystem::is_directory(folder, failed)) throw unwritable_place(folder);
}

void write_file(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << bytes;
    file.close();
    if (file.fail()) throw unwritable_place(path);
}

}  // namespace earned::app
