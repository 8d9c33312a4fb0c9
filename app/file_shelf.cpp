#include "app/file_shelf.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace earned::app {

namespace {

[[noreturn]] void fail()
{
    throw std::runtime_error(
        "the temporary folder can't hold what is too much for memory: make room there, or name "
        "another in TMPDIR");
}

// Without a name, so that it is gone with the process. std::tmpfile() doesn't ask TMPDIR.
std::FILE* file_without_name()
{
    std::error_code none;
    std::string path = (std::filesystem::temp_directory_path(none) / "earned-XXXXXX").string();
    const int file = ::mkostemp(path.data(), O_CLOEXEC);
    if (file < 0) return nullptr;
    ::unlink(path.c_str());
    return ::fdopen(file, "w+b");
}

class FileOfShelf {
public:
    Shelf::Place put(std::string_view bytes)
    {
        if (!file_) file_.reset(file_without_name());
        if (!file_ || std::fseek(file_.get(), end_, SEEK_SET) != 0 ||
            std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
            fail();
        const Shelf::Place place{end_, bytes.size()};
        end_ += static_cast<std::int64_t>(bytes.size());
        return place;
    }
    std::string take(const Shelf::Place& place)
    {
        std::string bytes(place.size, '\0');
        if (std::fseek(file_.get(), place.begin, SEEK_SET) != 0 ||
            std::fread(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
            fail();
        return bytes;
    }

private:
    struct Closes {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Closes> file_;
    std::int64_t end_ = 0;
};

}  // namespace

SharedShelf shelf_in_file()
{
    const auto file = std::make_shared<FileOfShelf>();
    return std::make_shared<Shelf>(Shelf{.put = [file](std::string_view bytes) { return file->put(bytes); },
                                         .take = [file](const Shelf::Place& place) { return file->take(place); }});
}

}  // namespace earned::app
