"""What a report is made of can be read: tables and charts in a narrow thread, pictures, and links to what was said."""

import io
import struct
import zlib

import pytest
from playwright.sync_api import expect

from sandbox.engine.speaking import Words
from sandbox.engine.world import File
from tests.browser.figures import cells, chart
from tests.browser.pieces import plain

ROWS = [
    ("Measure", "This week", "The week before", "Twelve weeks"),
    ("Median time to the first response", "1", "2", "3"),
]
TABLE = {"type": "data_table", "caption": "Answers", "rows": [cells(*row) for row in ROWS]}
NARROW = {"wide": 390, "tall": 844}


@pytest.fixture
def report(slack, gallery, newcomer):
    """A message of the app with a table, a chart and a picture in its thread."""
    told = gallery.app.client.chat_postMessage(channel=newcomer.dm.channel_id, text="The week")
    place = {"channel": newcomer.dm.channel_id, "thread_ts": told["ts"], "text": "Details"}
    gallery.app.client.chat_postMessage(blocks=[TABLE, chart("line")], **place)
    bot = slack.world.people[slack.world.installations[newcomer.team_id].bot_user_id]
    file = File("FPICTURE0001", newcomer.team_id, bot.user_id, "week.png", 1, 0, "The week", "12 people, 9 before")
    file.content, file.complete = png(), True
    slack.world.files[file.file_id] = file
    words = Words(text="", thread_ts=told["ts"], subtype="file_share", file_ids=[file.file_id])
    slack.hall.speaking.post(bot, newcomer.dm, words)
    return newcomer


def png() -> bytes:
    """One grey dot."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    out = io.BytesIO(b"")
    out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)))
    out.write(chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b""))
    return out.getvalue()


def opened(windows, slack, report, **look):
    window = windows(slack, report.user_id, **look)
    window.go("Gallery")
    window.page.get_by_role("button", name="Messages", exact=True).click()
    window.messages.last.locator(".thread-foot").click()
    expect(window.page.locator(".thread textarea")).to_be_focused()
    return window


@pytest.mark.parametrize("dark", [False, True])
def test_a_table_in_a_narrow_thread_breaks_no_word_and_keeps_its_first_column_in_sight(windows, slack, report, dark):
    window = opened(windows, slack, report, dark=dark, **NARROW)
    first = window.page.locator(".thread .block-data_table tbody th").first
    widths = "node => [node.scrollWidth, node.clientWidth]"
    needed, there = first.evaluate(widths)
    assert needed <= there
    word = first.evaluate("""node => {
        const range = document.createRange();
        range.setStart(node.firstChild, 0);
        range.setEnd(node.firstChild, 'Median'.length);
        return range.getClientRects().length;
    }""")
    assert word == 1
    scroller = window.page.locator(".thread .block-data_table .scroll-x")
    scroller.focus()
    for _ in range(12):
        window.page.keyboard.press("ArrowRight")
    expect(window.page.locator(".thread .block-data_table thead th").last).to_be_in_viewport()
    expect(first).to_be_in_viewport(ratio=0.9)
    assert window.fits()


def test_in_a_thread_one_can_type_and_open_the_figures_of_a_chart_whose_labels_can_be_read(windows, slack, report):
    window = opened(windows, slack, report)
    tick = window.page.locator(".thread .plot .tick").first
    assert tick.bounding_box()["height"] > 9
    figures = window.page.locator(".thread .block-data_visualization summary")
    window.page.keyboard.type("Thanks")
    expect(window.page.locator(".thread textarea")).to_have_value("Thanks")
    figures.press("Enter")
    expect(window.page.locator(".thread .figures").get_by_role("rowheader", name="Oct.")).to_be_visible()


def test_a_picture_in_a_thread_says_what_it_shows_and_can_be_seen_large(windows, slack, report):
    window = opened(windows, slack, report)
    picture = window.page.locator(".thread").get_by_role("img", name="12 people, 9 before")
    expect(picture).to_have_js_property("naturalWidth", 1)
    expect(window.page.locator(".thread").get_by_role("link", name="The week")).to_have_attribute("target", "_blank")


@pytest.fixture
def long_ago(slack, newcomer):
    """A question with two answers, and so much after it that it is pages away."""
    owner = slack.named("Maëlle")
    asked = owner.post("general", "Who knows a quiet room in Lyon?")
    answers = [owner.reply(asked, text) for text in ("I ask around.", "The library has one.")]
    for number in range(130):
        owner.post("general", f"Line {number}")
    return asked, answers


def linked(gallery, slack, newcomer, message):
    """A message of the app with a button that leads there."""
    bot = slack.world.installations[newcomer.team_id].bot_user_id
    slack.world.put_in(slack.world.channels[message.channel_id], bot)
    client = gallery.app.client
    address = client.chat_getPermalink(channel=message.channel_id, message_ts=message.ts)["permalink"]
    button = {"type": "button", "action_id": "open_it", "text": plain("Open it"), "url": address}
    row = {"type": "actions", "elements": [button]}
    client.chat_postMessage(channel=newcomer.dm.channel_id, text="A question waits", blocks=[row])


def test_a_link_leads_to_what_was_said_long_ago_and_the_app_hears_of_it(windows, slack, gallery, newcomer, long_ago):
    asked, _ = long_ago
    linked(gallery, slack, newcomer, asked)
    window = windows(slack, newcomer.user_id)
    window.page.get_by_role("button", name="Open it").press("Enter")
    found = window.messages.filter(has_text="Who knows a quiet room")
    expect(found).to_be_focused()
    expect(found).to_be_in_viewport(ratio=1)
    slack.quiet()
    assert gallery.actions()[-1] == "open_it"


def test_a_link_to_an_answer_opens_its_thread_there(windows, slack, gallery, newcomer, long_ago):
    _, answers = long_ago
    linked(gallery, slack, newcomer, answers[0])
    window = windows(slack, newcomer.user_id)
    window.page.get_by_role("button", name="Open it").press("Enter")
    answer = window.page.locator(".thread .message").filter(has_text="I ask around.")
    expect(answer).to_be_focused()
    expect(window.messages.filter(has_text="Who knows a quiet room")).to_be_in_viewport()


def test_people_and_channels_that_are_chosen_already_can_be_taken_away_and_others_added(
    windows, slack, gallery, newcomer
):
    gallery.answer = lambda _: {}
    owner, room = slack.named("Maëlle"), slack.world.channel_named(newcomer.team_id, "python")
    people = {"type": "multi_users_select", "action_id": "put", "initial_users": [owner.user_id]}
    rooms = {"type": "multi_channels_select", "action_id": "put", "initial_channels": [room.channel_id]}
    blocks = [
        {"type": "input", "block_id": name, "label": plain(name), "optional": True, "element": element}
        for name, element in (("Team", people), ("Left out", rooms))
    ]
    sent = {"type": "modal", "callback_id": "form", "title": plain("Counting"), "submit": plain("Send")}
    window = windows(slack, newcomer.user_id)
    slack.hall.viewing.open(newcomer.team_id, newcomer.user_id, {**sent, "blocks": blocks})
    expect(window.modal).to_contain_text("Maëlle Kerbrat")
    window.choose("Team", "Owen")
    window.field("Left out").focus()
    window.page.keyboard.press("Backspace")
    window.choose("Left out", "random")
    window.submit()
    expect(window.modal).to_have_count(0)
    values = gallery.heard[-1]["view"]["state"]["values"]
    assert values["Team"]["put"]["selected_users"] == [owner.user_id, slack.named("Owen").user_id]
    left_out = [slack.world.channels[one].name for one in values["Left out"]["put"]["selected_channels"]]
    assert left_out == ["random"]
