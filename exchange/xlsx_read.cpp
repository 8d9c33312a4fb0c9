// A workbook is a ZIP of XML parts: the sheets by name, their cells, and the texts they share.
#include "exchange/sheets.h"

#include <pugixml.hpp>
#include <zlib.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>

namespace earned::exchange {

namespace {

constexpr std::size_t most_bytes = 64U << 20U, most_columns = 256, most_rows = 200'000;

struct Unreadable {
    std::string what;
};

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size)
{
    if (at > bytes.size() || bytes.size() - at < size) throw Unreadable{"the file is cut short"};
    std::uint32_t number = 0;
    for (std::size_t place = size; place-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[at + place]);
    return number;
}

std::string_view part_of(std::string_view bytes, std::size_t at, std::size_t size)
{
    if (at > bytes.size() || bytes.size() - at < size) throw Unreadable{"the file is cut short"};
    return bytes.substr(at, size);
}

std::string inflated(std::string_view packed, std::size_t size)
{
    if (size > most_bytes) throw Unreadable{"a part of it is larger than 64 MiB"};
    std::string text(size, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw Unreadable{"it can't be unpacked"};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    const int done = inflate(&stream, Z_FINISH);
    const bool whole = done == Z_STREAM_END && stream.total_out == size;
    inflateEnd(&stream);
    if (!whole) throw Unreadable{"a part of it is damaged"};
    return text;
}

// The parts of a ZIP archive by name, read through its central directory.
class Archive {
public:
    explicit Archive(std::string_view bytes) : bytes_(bytes)
    {
        constexpr std::string_view end_mark("PK\5\6", 4), entry_mark("PK\1\2", 4);
        const std::size_t end = bytes.rfind(end_mark);
        if (end == std::string_view::npos) throw Unreadable{"it is no workbook (.xlsx)"};
        std::size_t at = number_at(bytes, end + 16, 4);
        for (std::uint32_t entries = number_at(bytes, end + 10, 2); entries > 0; --entries) {
            if (part_of(bytes, at, 4) != entry_mark) throw Unreadable{"its list of parts is damaged"};
            const std::size_t name = number_at(bytes, at + 28, 2);
            entries_[std::string(part_of(bytes, at + 46, name))] = at;
            at += 46 + name + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
        }
    }
    std::optional<std::string> part(const std::string& name) const
    {
        const auto found = entries_.find(name);
        if (found == entries_.end()) return std::nullopt;
        const std::size_t at = found->second, local = number_at(bytes_, at + 42, 4);
        const std::size_t data = local + 30 + number_at(bytes_, local + 26, 2) + number_at(bytes_, local + 28, 2);
        const std::string_view packed = part_of(bytes_, data, number_at(bytes_, at + 20, 4));
        const std::uint32_t method = number_at(bytes_, at + 10, 2);
        if (method == 0) return std::string(packed);
        if (method != 8) throw Unreadable{"a part of it is packed in a way that is not known"};
        return inflated(packed, number_at(bytes_, at + 24, 4));
    }

private:
    std::string_view bytes_;
    std::map<std::string, std::size_t> entries_;
};

pugi::xml_document xml_of(const Archive& archive, const std::string& name)
{
    const std::optional<std::string> text = archive.part(name);
    if (!text) throw Unreadable{"it has no part " + name};
    pugi::xml_document document;
    if (!document.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata_single))
        throw Unreadable{"its part " + name + " is no XML"};
    return document;
}

// The texts of an element, rich ones joined, without phonetic guides.
std::string text_of(pugi::xml_node node)
{
    std::string text = node.child("t").text().get();
    for (const pugi::xml_node& run : node.children("r")) text += run.child("t").text().get();
    return text;
}

std::vector<std::string> shared_texts(const Archive& archive)
{
    std::vector<std::string> texts;
    if (!archive.part("xl/sharedStrings.xml")) return texts;
    const pugi::xml_document document = xml_of(archive, "xl/sharedStrings.xml");
    for (const pugi::xml_node& item : document.child("sst").children("si")) texts.push_back(text_of(item));
    return texts;
}

// "B7" -> 1; nothing without letters.
std::optional<std::size_t> column_of(std::string_view reference)
{
    std::size_t column = 0;
    for (const char letter : reference) {
        if (letter < 'A' || letter > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
        if (column > most_columns) throw Unreadable{"a sheet has more than 256 columns"};
    }
    return column == 0 ? std::nullopt : std::optional(column - 1);
}

std::string cell_of(pugi::xml_node cell, const std::vector<std::string>& shared)
{
    const std::string type = cell.attribute("t").value(), value = cell.child("v").text().get();
    if (type == "inlineStr") return text_of(cell.child("is"));
    if (type == "b") return value == "1" ? "true" : "false";
    if (type != "s") return value;
    const std::size_t place = std::strtoul(value.c_str(), nullptr, 10);
    if (place >= shared.size()) throw Unreadable{"a cell names a text that is not there"};
    return shared[place];
}

std::vector<TextRow> rows_of(pugi::xml_node data, const std::vector<std::string>& shared)
{
    std::vector<TextRow> rows;
    for (const pugi::xml_node& row : data.children("row")) {
        const std::size_t number = row.attribute("r").as_uint(static_cast<unsigned>(rows.size() + 1));
        if (number > most_rows) throw Unreadable{"a sheet has more than 200,000 rows"};
        while (rows.size() + 1 < number) rows.emplace_back();
        TextRow cells;
        for (const pugi::xml_node& cell : row.children("c")) {
            const std::size_t column = column_of(cell.attribute("r").value()).value_or(cells.size());
            if (column >= cells.size()) cells.resize(column + 1);
            cells[column] = cell_of(cell, shared);
        }
        rows.push_back(std::move(cells));
    }
    return rows;
}

std::vector<SheetText> sheets_of(const Archive& archive)
{
    const std::vector<std::string> shared = shared_texts(archive);
    const pugi::xml_document book = xml_of(archive, "xl/workbook.xml");
    const pugi::xml_document links = xml_of(archive, "xl/_rels/workbook.xml.rels");
    std::vector<SheetText> sheets;
    for (const pugi::xml_node& sheet : book.child("workbook").child("sheets").children("sheet")) {
        const std::string id = sheet.attribute("r:id").value();
        for (const pugi::xml_node& link : links.child("Relationships").children("Relationship")) {
            if (id != link.attribute("Id").value()) continue;
            std::string target = link.attribute("Target").value();
            target = target.starts_with("/") ? target.substr(1) : "xl/" + target;
            const pugi::xml_document part = xml_of(archive, target);
            sheets.push_back(
                {sheet.attribute("name").value(), rows_of(part.child("worksheet").child("sheetData"), shared)});
        }
    }
    return sheets;
}

}  // namespace

Result<std::vector<SheetText>> read_xlsx(const std::string& bytes, const std::string& file)
{
    try {
        return sheets_of(Archive(bytes));
    } catch (const Unreadable& unreadable) {
        return Fault{"xlsx-unreadable", file, "the workbook can't be read: " + unreadable.what,
                     "save it as an Excel workbook (.xlsx) again"};
    }
}

}  // namespace earned::exchange
