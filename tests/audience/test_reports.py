"""A service's name and number are found however it writes them, and nothing else is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.audience import read_report

TOLD = {
    "NewsBlur Feed Fetcher - 12 subscribers - https://www.newsblur.com/site/1/harbour": (
        "NewsBlur Feed Fetcher",
        12,
    ),
    "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)": ("Feedly", 16),
    "Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 5 subscribers; )": ("Inoreader", 5),
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 3 subscribers; )": ("Inoreader", 3),
    "Mozilla/5.0 (compatible; theoldreader.com; 7 subscribers; feed-id=0123456789abcdef)": ("theoldreader.com", 7),
    "Mozilla/5.0 (compatible; BazQux/2.4; +https://bazqux.com/fetcher; 1 subscribers)": ("BazQux", 1),
    "Feedbin feed-id:1373711 - 41 subscribers": ("Feedbin", 41),
    "Feedfetcher-Google; (+http://www.google.com/feedfetcher.html; 4 subscribers; feed-id=17)": (
        "Feedfetcher-Google",
        4,
    ),
    "Feed Wrangler/1.0 (1 subscriber; feed-id=23; http://feedwrangler.net)": ("Feed Wrangler", 1),
    "Bloglovin/1.0 (http://www.bloglovin.com; 0 Subscribers)": ("Bloglovin", 0),
}
NOTHING_TOLD = [
    "",
    "reader/3.20 (+https://github.com/lemon24/reader)",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "12 subscribers",
    "Mozilla/5.0 (compatible; 12 subscribers)",
    "http://reader.example/ 12 subscribers",
    "somebody@mail.example 12 subscribers",
    "Reader/1.0 (many subscribers)",
    "Reader/1.0 (99999999999 subscribers)",
    "Reader/1.0 (-3.5subscribers)",
]


@pytest.mark.parametrize(("user_agent", "report"), TOLD.items())
def test_a_report_is_a_service_and_a_number(user_agent: str, report: tuple[str, int]) -> None:
    assert read_report(user_agent) == report


@pytest.mark.parametrize("user_agent", NOTHING_TOLD)
def test_who_names_no_number_or_himself_not_reports_nothing(user_agent: str) -> None:
    assert read_report(user_agent) is None


def test_a_report_stands_at_the_beginning() -> None:
    assert read_report(f"Reader/1.0 ({'x' * 60_000}; 5 subscribers)") is None


@given(st.text(max_size=60), st.integers(0, 9_999_999))
def test_a_name_is_short_and_plain_whatever_surrounds_it(text: str, number: int) -> None:
    report = read_report(f"{text} Reader/1.0 (+https://reader.example/{text}; {number} subscribers; {text})")
    assert report is None or (len(report.service) < 124 and not set(report.service) & set("<>&\"'@/:=;,()"))
