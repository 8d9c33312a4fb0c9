#include "exchange/svg.h"

#include "base/check.h"
#include "base/ratio.h"

#include <algorithm>
#include <array>

namespace earned::exchange {

namespace {

using Place = std::int64_t;  // hundredths of a pixel

constexpr Place page_width = 76000, page_height = 30000, letter = 620, font = 1150;
constexpr Place top = 1200, right_margin = 1000, label_space = 2600, legend_space = 2600;

struct Scale {
    Decimal low, high, step;
    Place left = 0, bottom = 0, slot = 0;  // of the plot; a slot for each label

    Place y(const Decimal& value) const
    {
        const Ratio share = (Ratio::of(value) - Ratio::of(low)) / (Ratio::of(high) - Ratio::of(low));
        return bottom - (share * Ratio(bottom - top)).rounded(Round::half_even);
    }
};

std::string number(const Decimal& value) { return separated(value.text()); }

// The lowest and highest that are drawn: of single values, or of the sums of a stack.
std::pair<Decimal, Decimal> bounds(const Graph& graph)
{
    Decimal low, high;
    for (std::size_t place = 0; !graph.series.empty() && place < graph.series.front().points.size(); ++place) {
        Decimal above, below;
        for (const Series& series : graph.series) {
            const Decimal value = series.points.at(place).value;
            const bool stacked = graph.kind == ChartKind::stacked;
            Decimal& side = value.sign() < 0 ? below : above;
            side = stacked ? side + value : value.sign() < 0 ? std::min(side, value) : std::max(side, value);
        }
        low = std::min(low, below);
        high = std::max(high, above);
    }
    return {low, high};
}

// Steps of 1, 2 or 5 times a power of ten, at most five of them.
Scale scale_of(const Graph& graph)
{
    Scale scale;
    auto [low, high] = bounds(graph);
    if (low == high) high = Decimal::of(1);
    const Decimal most = (high - low) / Decimal::of(5);
    scale.step = Decimal::of(1, -4);
    for (int turn = 0; scale.step < most; ++turn)
        scale.step = (scale.step * Decimal::of(turn % 3 == 1 ? 25 : 20) / Decimal::of(10)).reduced();
    while (scale.high < high) scale.high += scale.step;
    while (scale.low > low) scale.low -= scale.step;
    std::size_t longest = 1;
    for (Decimal tick = scale.low; tick <= scale.high; tick += scale.step)
        longest = std::max(longest, number(tick).size());
    scale.left = static_cast<Place>(longest) * letter + 1200;
    const bool legend = graph.series.size() > 1;
    scale.bottom = page_height - label_space - (legend ? legend_space : 0);
    const auto slots =
        graph.series.empty() ? std::size_t{1} : std::max<std::size_t>(graph.series.front().points.size(), 1);
    scale.slot = (page_width - right_margin - scale.left) / static_cast<Place>(slots);
    return scale;
}

std::string text_at(Place x, Place y, const char* anchor, const std::string& text)
{
    return "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\" text-anchor=\"" + anchor + "\">" +
           escaped(text) + "</text>";
}

std::string line_at(Place x1, Place y1, Place x2, Place y2, const char* colour)
{
    return "<line x1=\"" + std::to_string(x1) + "\" y1=\"" + std::to_string(y1) + "\" x2=\"" + std::to_string(x2) +
           "\" y2=\"" + std::to_string(y2) + "\" stroke=\"var(" + colour + ")\" stroke-width=\"80\"/>";
}

std::string colour(std::size_t series) { return "var(--s" + std::to_string(series % 6) + ")"; }

std::string named(const Series& series, const Point& point, Language language)
{
    return "<title>" +
           escaped(said(series.name, language) + ", " + said(point.label, language) + ": " + number(point.value)) +
           "</title>";
}

std::string bar(Place x, Place width, Place from, Place to, std::size_t series, const std::string& title)
{
    const Place height = std::max(from, to) - std::min(from, to);
    if (height == 0) return {};
    return "<rect x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(std::min(from, to)) + "\" width=\"" +
           std::to_string(width) + "\" height=\"" + std::to_string(height) + "\" fill=\"" + colour(series) + "\">" +
           title + "</rect>";
}

std::string axes(const Graph& graph, const Scale& scale, Language language)
{
    std::string drawn;
    const Place right = page_width - right_margin;
    for (Decimal tick = scale.low; tick <= scale.high; tick += scale.step) {
        drawn += line_at(scale.left, scale.y(tick), right, scale.y(tick), tick.is_zero() ? "--ink" : "--rule");
        drawn += text_at(scale.left - 500, scale.y(tick) + 400, "end", number(tick));
    }
    if (graph.series.empty()) return drawn;
    const std::vector<Point>& points = graph.series.front().points;
    std::size_t widest = 1;
    for (const Point& point : points) widest = std::max(widest, display_width(said(point.label, language)));
    const Place needed = static_cast<Place>(widest) * letter + 600;
    const auto every =
        static_cast<std::size_t>(std::max<Place>(1, (needed + scale.slot - 1) / std::max<Place>(scale.slot, 1)));
    for (std::size_t place = 0; place < points.size(); place += every)
        drawn += text_at(scale.left + static_cast<Place>(place) * scale.slot + scale.slot / 2, scale.bottom + 1700,
                         "middle", said(points[place].label, language));
    return drawn;
}

std::string bars(const Graph& graph, const Scale& scale, Language language)
{
    std::string drawn;
    const Place inner = scale.slot * 7 / 10,
                width = std::max<Place>(inner / static_cast<Place>(graph.series.size()), 20);
    for (std::size_t n = 0; n < graph.series.size(); ++n)
        for (std::size_t place = 0; place < graph.series[n].points.size(); ++place) {
            const Point& point = graph.series[n].points[place];
            const Place x = scale.left + static_cast<Place>(place) * scale.slot + (scale.slot - inner) / 2;
            drawn += bar(x + static_cast<Place>(n) * width, width, scale.y(Decimal()), scale.y(point.value), n,
                         named(graph.series[n], point, language));
        }
    return drawn;
}

std::string stacks(const Graph& graph, const Scale& scale, Language language)
{
    std::string drawn;
    const Place width = std::max<Place>(scale.slot * 7 / 10, 20);
    for (std::size_t place = 0; place < graph.series.front().points.size(); ++place) {
        Decimal above, below;
        const Place x = scale.left + static_cast<Place>(place) * scale.slot + (scale.slot - width) / 2;
        for (std::size_t n = 0; n < graph.series.size(); ++n) {
            const Point& point = graph.series[n].points.at(place);
            Decimal& side = point.value.sign() < 0 ? below : above;
            const Place from = scale.y(side);
            side += point.value;
            drawn += bar(x, width, from, scale.y(side), n, named(graph.series[n], point, language));
        }
    }
    return drawn;
}

std::string lines(const Graph& graph, const Scale& scale, Language language)
{
    std::string drawn;
    for (std::size_t n = 0; n < graph.series.size(); ++n) {
        std::string path, dots;
        for (std::size_t place = 0; place < graph.series[n].points.size(); ++place) {
            const Point& point = graph.series[n].points[place];
            const std::string x = std::to_string(scale.left + static_cast<Place>(place) * scale.slot + scale.slot / 2);
            const std::string y = std::to_string(scale.y(point.value));
            path += (path.empty() ? "" : " ") + x + "," + y;
            dots += "<circle cx=\"" + x + "\" cy=\"" + y + "\" r=\"350\" fill=\"" + colour(n) + "\">" +
                    named(graph.series[n], point, language) + "</circle>";
        }
        drawn += "<polyline points=\"" + path + "\" fill=\"none\" stroke=\"" + colour(n) + "\" stroke-width=\"200\"/>" +
                 dots;
    }
    return drawn;
}

std::string legend(const Graph& graph, Language language)
{
    if (graph.series.size() < 2) return {};
    std::string drawn;
    Place x = 1200;
    for (std::size_t n = 0; n < graph.series.size(); ++n) {
        const std::string& name = said(graph.series[n].name, language);
        drawn += "<rect x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(page_height - 1700) +
                 "\" width=\"1100\" height=\"1100\" fill=\"" + colour(n) + "\"/>";
        drawn += text_at(x + 1600, page_height - 740, "start", name);
        x += 3200 + static_cast<Place>(display_width(name)) * letter;
    }
    return drawn;
}

std::string marks(const Graph& graph, const Scale& scale, Language language)
{
    if (graph.series.empty()) return {};
    switch (graph.kind) {
        case ChartKind::lines:
            return lines(graph, scale, language);
        case ChartKind::bars:
            return bars(graph, scale, language);
        case ChartKind::stacked:
            return stacks(graph, scale, language);
    }
    broken(__FILE__, __LINE__, "a known kind of chart", "a chart is of a kind");
}

}  // namespace

std::string svg(const Graph& graph, Language language)
{
    const Scale scale = scale_of(graph);
    const std::string title = escaped(said(graph.title, language));
    return "<svg role=\"img\" aria-label=\"" + title + "\" viewBox=\"0 0 " + std::to_string(page_width) + " " +
           std::to_string(page_height) + "\" font-size=\"" + std::to_string(font) + "\" fill=\"var(--ink)\">" +
           axes(graph, scale, language) + marks(graph, scale, language) + legend(graph, language) + "</svg>";
}

}  // namespace earned::exchange
