"""`make bench`: measure the pages and REST calls against Plone's own, and write down the figures.

Machine-independent: what is wanted are ratios of medians of processor time, measured turn by turn
in one process.
"""

from argparse import ArgumentParser
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import gc
import json
import platform
import sys

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from stage import ADMIN  # noqa: E402
from stage import CALL_YEAR  # noqa: E402
from stage import COORDINATOR  # noqa: E402
from stage import Stage  # noqa: E402

#: Name → (site, path in it, Accept). The webinars and the Events have a site each, so that neither
#: makes the other's catalog larger.
PAGES = {
    "empty page": ("webinars", "/en/empty", "text/html"),
    "hub": ("webinars", "/en/webinars", "text/html"),
    "hub, filtered": ("webinars", "/en/webinars?status=held&language=en", "text/html"),
    "hub, words": ("webinars", "/en/webinars?text=assistance", "text/html"),
    "@webinars": ("webinars", "/en/webinars/@webinars?status=held&b_size=20", "application/json"),
    "@search": (
        "webinars",
        "/en/@search?portal_type=Webinar&review_state=held&sort_on=start&sort_order=descending"
        "&metadata_fields=_all&b_size=20",
        "application/json",
    ),
    "empty page beside Events": ("events", "/en/empty", "text/html"),
    "collection": ("events", "/en/collection", "text/html"),
}
WANTED = {
    ("hub", "empty page"): 1.3,
    ("hub, filtered", "empty page"): 1.3,
    ("@webinars", "@search"): 1.2,
}
PROPOSAL = {
    "@type": "Proposal",
    "description": "A proposal of the group.",
    "objectives": ["To understand the flexibilities"],
    "audiences": ["policy-makers"],
    "webinar_languages": ["es"],
    "themes": ["Flexibilities"],
    "format": "single",
}


def measure_pages(stage: Stage, sizes: list[int], rounds: int) -> dict[str, dict[str, float]]:
    """For each size the median of each page in milliseconds, measured turn by turn."""
    times: dict[int, dict[str, list[float]]] = {
        size: {name: [] for name in PAGES} for size in sizes
    }
    for _round in range(rounds + 3):
        for name, (site, path, accept) in PAGES.items():
            for size in sizes:
                answer = stage.get(f"/{site}-{size}{path}", accept)
                if answer.status != 200:
                    raise RuntimeError(f"{path}: {answer.status} {answer.body[:500]!r}")
                times[size][name].append(answer.seconds * 1000)
        gc.collect()
    # The first rounds fill the caches of the database and of templates.
    return {
        str(size): {name: median(found[3:]) for name, found in pages.items()}
        for size, pages in times.items()
    }


def measure_adding(stage: Stage, site: str, rounds: int) -> dict[str, float]:
    """The median of adding a Proposal and a Document over REST, in milliseconds."""
    times: dict[str, list[float]] = {"POST Proposal": [], "POST Document": []}
    for number in range(rounds + 1):
        values = {**PROPOSAL, "title": f"Proposal {number}"}
        answers = {
            "POST Proposal": stage.post(f"/{site}/en/webinars/{CALL_YEAR}", values, COORDINATOR),
            "POST Document": stage.post(
                f"/{site}/en/events", {"@type": "Document", "title": f"Page {number}"}, ADMIN
            ),
        }
        for name, answer in answers.items():
            if answer.status != 201:
                raise RuntimeError(f"{name}: {answer.status} {answer.body[:500]!r}")
            times[name].append(answer.seconds * 1000)
    return {name: median(found[1:]) for name, found in times.items()}


def ratios(figures: dict[str, dict[str, float]], small: str, large: str) -> list[dict[str, Any]]:
    """What is compared, with what is wanted of it."""
    rows = []
    for size in (small, large):
        for (name, beside), most in WANTED.items():
            rows.append(
                {
                    "what": f"{name}, {size} webinars",
                    "beside": beside,
                    "ratio": figures[size][name] / figures[size][beside],
                    "wanted": most,
                }
            )
        rows.append(
            {
                "what": f"a stock Collection of {size} Events",
                "beside": "empty page",
                "ratio": figures[size]["collection"] / figures[size]["empty page beside Events"],
                "wanted": None,
            }
        )
    for name in ("empty page", "hub", "hub, filtered", "collection", "@webinars", "@search"):
        rows.append(
            {
                "what": f"{name}, {large} webinars",
                "beside": f"{small} webinars",
                "ratio": figures[large][name] / figures[small][name],
                "wanted": 1.1 if name.startswith("hub") else None,
            }
        )
    rows.append(
        {
            "what": f"POST of a Proposal, {large} webinars",
            "beside": "POST of a Document",
            "ratio": figures[large]["POST Proposal"] / figures[large]["POST Document"],
            "wanted": None,
        }
    )
    return rows


def report(figures: dict[str, dict[str, float]], rows: list[dict[str, Any]]) -> str:
    """The figures as Markdown."""
    lines = [
        "# The last figures",
        "",
        "| measured | beside | ratio | wanted |",
        "|---|---|---|---|",
    ]
    for row in rows:
        wanted = f"≤ {row['wanted']}" if row["wanted"] else ""
        kept = "" if not row["wanted"] or row["ratio"] <= row["wanted"] else " **missed**"
        lines.append(f"| {row['what']} | {row['beside']} | {row['ratio']:.2f} | {wanted}{kept} |")
    sizes = list(figures)
    lines += [
        "",
        "Medians of processor time in milliseconds, on the machine that ran it:",
        "",
    ]
    lines += [
        f"| | {' | '.join(f'{size} webinars or Events' for size in sizes)} |",
        "|---" * 3 + "|",
    ]
    for name in figures[sizes[-1]]:
        cells = [f"{figures[size][name]:.1f}" if name in figures[size] else "" for size in sizes]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", f"Python {platform.python_version()}; written by `make bench`.", ""]
    return "\n".join(lines)


def main() -> int:
    """Build, measure, write; the exit status says whether every wanted ratio holds."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=100)
    parser.add_argument("--large", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--data", help="keep the site in this folder")
    parser.add_argument("--dry", action="store_true", help="show the figures, write no file")
    options = parser.parse_args()
    sizes = [options.small, options.large]
    with TemporaryDirectory() as folder:
        stage = Stage(Path(options.data or folder))
        for size in sizes:
            print(f"Building a site with {size} webinars, and one with {size} Events …", flush=True)
            stage.build(f"webinars-{size}", webinars=size)
            stage.build(f"events-{size}", events=size)
        print("Measuring …", flush=True)
        figures = measure_pages(stage, sizes, options.rounds)
        figures[str(options.large)] |= measure_adding(
            stage, f"webinars-{options.large}", max(5, options.rounds // 4)
        )
        stage.close()
    rows = ratios(figures, str(options.small), str(options.large))
    text = report(figures, rows)
    print(text)
    if not options.dry:
        (HERE / "results.md").write_text(text, encoding="utf-8")
        (HERE / "results.json").write_text(
            json.dumps({"milliseconds": figures, "ratios": rows}, indent=2) + "\n",
            encoding="utf-8",
        )
    return int(any(row["wanted"] and row["ratio"] > row["wanted"] for row in rows))


if __name__ == "__main__":
    sys.exit(main())
