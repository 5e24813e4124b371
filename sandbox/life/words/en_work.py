"""What is said in English where people talk of their work. `?` asks, `!` tells, `>` answers, `<` is the first again."""

TALK = {
    "python": """
? Has anyone moved a project to {tool} lately? Wondering whether to do it before {month}.
> Last spring. Start with one module and let the rest follow.
> Same here, two days in all, and I would not go back.
< Thanks, trying it on a branch this week.

? How do you test code that talks to {tool} without mocking half the world?
> A real one in a temporary folder, fresh for each test. Faster than you would think.
< That is refreshingly simple. Thank you.

! Small win: our test run went from {n} minutes to under one.
> What made the difference?
< We stopped rebuilding the database for every test. Embarrassingly plain.

? Is there a gentle explanation of event loops for people who come from spreadsheets?
> Think of one waiter and many tables: he never stands still at one of them.
> Draw it. Boxes for what waits, an arrow for who is called next.

! Running a beginners' session on {tool} this {day} at {time}. {n} seats left, all levels.
> Signed up!
> Will there be a recording?
< Yes, I will post the link here.

? Pin every dependency, or only the direct ones?
> All of them in an app, ranges in a library.
> All, with hashes. Quiet weekends ever since.

? Any tips for a {n} GB CSV on a small laptop?
> Load it into SQLite once and query that.
> Polars, lazily. It will not even warm up.
< SQLite it is. Thanks, both.

! Wrote up what a year of {tool} taught me. Kind but honest readers wanted.
> Read it on the train. The part about errors is spot on.

? Do you write types first or last?
> First for anything with a border, last for scripts.
> At the edges first. That is where the surprises live.

? Somehow {tool} is slow only on {day}s. Has anyone seen such a thing?
> Is there a weekly job next door? It was a backup for us.
< It was the backup. I feel both clever and silly.
""",
    "design": """
? How large should a touch target be, honestly? I read a different number everywhere.
> 44 pixels square, with room around it.
> And look at the gap between two buttons. That is where thumbs go wrong.
< Noting both, thank you.

! Tested with {n} people this week. Nobody saw the link we argued about for a month.
> A classic. Make it a button and sleep well.

? Is {app} good for a small team working on mock-ups together?
> A year in, and shared components work very well.
> Yes, above all if you want to host it yourselves.

? How do you check contrast in a dark theme?
> A tool for the numbers, then the screen in full sun for the truth.
< The sun test! I had not thought of it.

! Our guide to button labels now fits on one page. A verb first, never “click here”.
> Would you share it?
< Link tomorrow, promise.

? Could someone spare an hour on {day} to walk through a sign-up flow with me?
> I can, around {time}.
< Wonderful, invitation on its way.

? First screen reader to learn with?
> Any, with your eyes shut for ten minutes. You learn fast.
> Then sit beside somebody who uses one daily.

! Counted {n} shades of grey in our interface. Four survived.
> The most satisfying kind of cleaning.
""",
    "data": """
? Where do you look for open data about {subject}? I am preparing a class.
> City portals are often better kept than national ones.
> I have a clean set from last year, sending it over.
< Exactly what I needed, thank you!

! First map out of {app}: the public fountains of {town}. {n} were missing from the official one.
> Lovely. Did you tell the council?
< I did, and they answered within the day!

? Median or mean when telling people how long an answer takes?
> Median, with a sentence on what it means.
> Median, and the worst case beside it. That is the one they remember.

? How do you explain a confidence interval without losing the room?
> Dice. Roll them again and let people watch it move.
< Borrowing the dice.

! {n} doubled rows in an export were enough to turn a conclusion around. Learned that the hard way today.
> That deserves an automatic check.
> We have all been there.

? Has anyone compared {tool} and DuckDB on large files?
> DuckDB for looking around, the other for what has to run each night.

? Bars or dots for {n} categories?
> Dots, sorted. Bars tire the eye after ten.

! The statistics reading group meets {day} at {time}. This week: tests, and when not to.
> Count me in.
> I will be ten minutes late.

? How do you show uncertainty to people who want one number?
> A range and one sentence. Never three decimals.
> "Between 40 and 60, probably 50" works well aloud.
< Keeping that phrase.

! Published: {n} years of readings from a shared garden. Free licence, every column explained.
> Local time or UTC?
< UTC, it says so in the first line.

? How do you keep track of what you cleaned in a file?
> A script, never by hand. The original does not move.
> And a column "why" for every row left out.

! Map workshop on {day} at {time}: from a CSV to a map that can be read without colour.
> I bring the libraries' data.
> Coming for the "without colour".

? {tool} or a plain spreadsheet to keep track of {n} volunteers?
> A spreadsheet, as long as two people keep it true.
""",
    "open-source": """
? Which licence for a set of teaching cards? Torn between two.
> If copies should stay free, the share-alike one.
> And add one plain sentence on what people may do. Nobody reads licences.
< Very clear, thanks.

! {app} took my first contribution: a typo in the help page. Tiny, and I am delighted.
> That is how everyone starts. Well done!

? Who runs {app} in a small organisation? I would love an honest word.
> We do, {n} of us. Solid, but plan an afternoon to show everybody around.
> Fine, as long as somebody owns the updates.

! Mapping morning in {town} this {day}: benches and water taps. Bring a bicycle.
> I will bring waterproof notebooks.

? How do you thank people who contribute without writing code?
> A page that names each kind of help: translating, welcoming, reviewing, testing.
> And a personal note. Worth more than a badge.
< Starting with the notes.

? What do you look for before you depend on a library?
> Whether anybody answers questions there. The rest can be fixed.

! Our {app} has run all year on a rescued machine. {n} watts on average.
> I want the guide!
""",
    "help": """
? The printer vanished after the update. Where do I begin?
> Remove it in the settings and add it back by its address.
< That did it. Thank you so much!

? How would you rename {n} files at once without regretting it?
> Copy the folder, try on two of them, then go.
< Tried on two. Good that I did.

? Can a calendar move to another service without losing its reminders?
> Export it as iCalendar, and keep the time zone.

? Looking for a free tool to caption a video of {n} minutes.
> There is one inside {app}, a little hidden.
> By hand it takes six times the length; with a transcript twice.
< Twice I can do. Thanks!

? A spreadsheet formula that counts sign-ups per week?
> Week number in one column, then a pivot table.
< I had given up hope. Thank you!

? My calls drop every {n} minutes. Router or laptop?
> Plug in a cable. If it holds, it is the wifi.
> Change the channel too. Mine was the neighbour.

? A polite way to turn down a meeting without an agenda?
> “Gladly, as soon as there is something to decide.”
> Send an agenda yourself. Often the meeting goes away.

? Does anyone have a one-page agreement for lending equipment?
> I do, sending it now.
< Got it, perfect.

? Which free licence lets a school print our handbook?
> Nearly all of them. Choose one and say so on page one.

? Where would you host a small site for a non-profit?
> With a co-operative host: a few coins a month, and people who pick up the phone.
> Static pages, and it costs next to nothing.
< Calling them tomorrow.

? Deleted a paragraph in a shared document. Is it gone for good?
> File, then version history. Nothing is ever gone.
< Phew. Truly, phew.

? How do you make sure that backups really happen?
> A reminder on the first of the month, and a trial restore.
> Three copies, one of them elsewhere.

? Has anyone made a scanned PDF speak to a screen reader?
""",
}
