# SPDX-License-Identifier: Apache-2.0
"""A bar chart of one figure, as SVG: a row per program, bars on a logarithmic scale."""

import math
from xml.sax.saxutils import escape

ROW, LABEL, WIDTH, TOP = 26, 150, 430, 46


def bars(title: str, rows: list[tuple[str, float]], unit: str) -> str:
    """`rows`: name and figure, in the order shown. Figures at or below 0 get the shortest bar."""
    shown = [(name, max(value, 1e-4)) for name, value in rows]
    low = math.floor(math.log10(min(value for _, value in shown)))
    high = math.ceil(math.log10(max(value for _, value in shown)))
    span = max(high - low, 1)
    height = TOP + ROW * len(shown) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LABEL + WIDTH + 90} {height}" '
        f'font-family="sans-serif" font-size="13" role="img" aria-label="{escape(title)}">',
        f'<rect width="100%" height="100%" fill="#ffffff"/><text x="12" y="24" font-size="15" '
        f'font-weight="bold" fill="#1a1a1a">{escape(title)}</text>',
    ]
    for index, (name, value) in enumerate(shown):
        y = TOP + ROW * index
        length = max((math.log10(value) - low) / span * WIDTH, 3)
        colour = "#0b6e4f" if name == "inkstone" else "#8c9aa5"
        parts.append(
            f'<text x="{LABEL - 10}" y="{y + 15}" text-anchor="end" fill="#1a1a1a">{escape(name)}</text>'
            f'<rect x="{LABEL}" y="{y + 2}" width="{length:.1f}" height="18" fill="{colour}"/>'
            f'<text x="{LABEL + length + 8:.1f}" y="{y + 15}" fill="#1a1a1a">{value:.3g} {unit}</text>')
    parts.append("</svg>\n")
    return "\n".join(parts)
