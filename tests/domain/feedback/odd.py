"""What people send now and then that is no sentence."""

ODD = {
    "nothing": "",
    "spaces": " \n\t ",
    "marks": "...!?",
    "emoji": "🎉🎉 :tada: 🔥",
    "forty thousand letters": "x" * 40_000,
    "forty thousand words": "the export does not open " * 1_700,
    "dots without an address": "a." * 20_000,
    "half an address": "a@" * 20_000,
    "open brackets": "<!" * 20_000,
    "open links": "<https://a|" * 4_000,
    "open code": "`" * 40_000,
    "accents on accents": "e" + "\u0301" * 40_000,
    "Japanese": "アプリが毎朝落ちるので困っています",
    "Arabic": "التطبيق يتوقف كل صباح",
    "code": "```\nraise ValueError('no')\n```",
    "code alone, never closed": "```\nraise ValueError('no')",
    "everyone": "<!channel> <@U0123ABCD> <#C0123ABCD|general>",
    "half a character": "broken \ud83d emoji",
    "zeros": "\x00\x00 export",
}
