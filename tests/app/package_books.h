// Books with a rule package of their own: a copy of the standard one that a test alters.
#pragma once

#include "tests/app/books_app.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace earned::app {

class PackageBooks : public AppBooks {
protected:
    void SetUp() override
    {
        AppBooks::SetUp();
        if (book == nullptr) return;
        folder = std::filesystem::temp_directory_path() / ("earned-rules-" + std::to_string(::getpid()));
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        std::filesystem::copy(std::filesystem::path(EARNED_SOURCE) / "rules" / "standard", folder / "policy",
                              std::filesystem::copy_options::recursive);
        std::filesystem::remove_all(folder / "policy" / "cases");
        alter();
        packages = std::make_shared<Packages>(
            std::vector<std::string>{folder.string(), std::string(EARNED_SOURCE) + "/rules"});
        book = std::make_unique<Book>(url_, packages);
        book->store().create();
        book->refresh();
    }
    void TearDown() override
    {
        std::filesystem::remove_all(folder);
        AppBooks::TearDown();
    }
    virtual void alter() = 0;  // the package "policy", before it is read

    void replace(const std::string& file, const std::string& from, const std::string& to) const
    {
        std::ifstream in(folder / file);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        in.close();
        for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
        std::ofstream(folder / file) << text;
    }
    void write(const std::string& file, const std::string& text) const
    {
        std::filesystem::create_directories((folder / file).parent_path());
        std::ofstream(folder / file) << text;
    }

    std::filesystem::path folder;
    std::shared_ptr<Packages> packages;
};

}  // namespace earned::app
