// Pages that are drawn on from the top down, in points. Text goes through Pango, so that any script
// sets and wraps.
#pragma once

#include "exchange/einvoice/layout.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

namespace earned::exchange {

enum class Side { left, right };
struct Style {
    double size = 9;
    bool bold = false, tinted = false;
    Side side = Side::left;
};

class Canvas {
public:
    Canvas(const PageLayout& layout, Language language, std::string& bytes);

    double left() const { return margin_; }
    double right() const { return width_ - margin_; }
    double bottom() const { return height_ - margin_ - 2.5 * size_; }  // above the footer
    double top() const { return margin_; }
    double size() const { return size_; }

    void describe(const std::string& title, const std::string& author, const std::string& date);
    // The height of a text in a column so wide; wrapped where it must be.
    double height_of(const std::string& text, double width, const Style& style);
    double write(const std::string& text, double x, double y, double width, const Style& style);  // its height
    void rule(double y, double thickness);
    void stamp(const std::string& text);  // large, across the page, behind what is written after it
    void next_page();
    void finish();

private:
    PangoLayout* laid(const std::string& text, double width, const Style& style);

    const PageLayout& layout_;
    double width_, height_, margin_, size_;
    struct Free {
        void operator()(cairo_surface_t* one) const { cairo_surface_destroy(one); }
        void operator()(cairo_t* one) const { cairo_destroy(one); }
        void operator()(PangoLayout* one) const { g_object_unref(one); }
    };
    std::unique_ptr<cairo_surface_t, Free> surface_;
    std::unique_ptr<cairo_t, Free> cairo_;
    std::unique_ptr<PangoLayout, Free> pango_;
};

}  // namespace earned::exchange
