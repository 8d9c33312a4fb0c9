#include "exchange/einvoice/canvas.h"

#include <numbers>
#include <stdexcept>

namespace earned::exchange {

namespace {

constexpr double points_a_millimetre = 72 / 25.4;

cairo_status_t append_to(void* closure, const unsigned char* bytes, unsigned int size)
{
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Canvas::Canvas(const PageLayout& layout, Language language, std::string& bytes)
    : layout_(layout),
      width_(layout.width * points_a_millimetre),
      height_(layout.height * points_a_millimetre),
      margin_(layout.margin * points_a_millimetre),
      size_(layout.size)
{
    surface_.reset(cairo_pdf_surface_create_for_stream(&append_to, &bytes, width_, height_));
    cairo_.reset(cairo_create(surface_.get()));
    pango_.reset(pango_cairo_create_layout(cairo_.get()));
    pango_context_set_language(pango_layout_get_context(pango_.get()),
                               pango_language_from_string(language == Language::zh ? "zh-cn" : "en"));
    // Of the page, not of a screen: no hinting, so that a width is the same on every machine.
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(pango_.get()), options);
    cairo_font_options_destroy(options);
}

void Canvas::describe(const std::string& title, const std::string& author, const std::string& date)
{
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_AUTHOR, author.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "earned");
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, (date + "T00:00:00Z").c_str());
}

PangoLayout* Canvas::laid(const std::string& text, double width, const Style& style)
{
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, layout_.font.c_str());
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(pango_.get(), font);
    pango_font_description_free(font);
    pango_layout_set_width(pango_.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(pango_.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(pango_.get(), style.side == Side::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));  // a number that wraps stays itself
    pango_layout_set_attributes(pango_.get(), attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_text(pango_.get(), text.data(), static_cast<int>(text.size()));
    return pango_.get();
}

double Canvas::height_of(const std::string& text, double width, const Style& style)
{
    if (text.empty()) return 0;
    int wide = 0, high = 0;
    pango_layout_get_size(laid(text, width, style), &wide, &high);
    return static_cast<double>(high) / PANGO_SCALE;
}

double Canvas::write(const std::string& text, double x, double y, double width, const Style& style)
{
    const double height = height_of(text, width, style);
    if (text.empty()) return height;
    if (style.tinted)
        cairo_set_source_rgb(cairo_.get(), layout_.red / 255.0, layout_.green / 255.0, layout_.blue / 255.0);
    else
        cairo_set_source_rgb(cairo_.get(), 0.1, 0.1, 0.1);
    cairo_move_to(cairo_.get(), x, y);
    pango_cairo_show_layout(cairo_.get(), pango_.get());
    return height;
}

void Canvas::rule(double y, double thickness)
{
    cairo_set_source_rgb(cairo_.get(), layout_.red / 255.0, layout_.green / 255.0, layout_.blue / 255.0);
    cairo_set_line_width(cairo_.get(), thickness);
    cairo_move_to(cairo_.get(), left(), y);
    cairo_line_to(cairo_.get(), right(), y);
    cairo_stroke(cairo_.get());
}

void Canvas::stamp(const std::string& text)
{
    cairo_save(cairo_.get());
    PangoLayout* layout = laid(text, width_, {.size = 110, .bold = true});
    pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    cairo_set_source_rgb(cairo_.get(), 0.92, 0.86, 0.86);
    cairo_translate(cairo_.get(), width_ / 2, height_ / 2);
    cairo_rotate(cairo_.get(), -std::numbers::pi / 5);
    cairo_move_to(cairo_.get(), -width_ / 2, -70);
    pango_cairo_show_layout(cairo_.get(), layout);
    cairo_restore(cairo_.get());
}

void Canvas::next_page() { cairo_show_page(cairo_.get()); }

void Canvas::finish()
{
    cairo_show_page(cairo_.get());
    pango_.reset();
    const cairo_status_t drawn = cairo_status(cairo_.get());
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    const cairo_status_t written = cairo_surface_status(surface_.get());
    if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error(std::string("the pages could not be drawn: ") +
                                 cairo_status_to_string(drawn != CAIRO_STATUS_SUCCESS ? drawn : written));
}

}  // namespace earned::exchange
