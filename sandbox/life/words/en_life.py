"""What is said in English where people meet. `?` asks, `!` tells, `>` answers, `<` is the first again."""

TALK = {
    "general": """
! Notes from our evening on {subject} are up. Thank you to the {n} of you who came!
> Thanks for writing it all down.

! Next open meeting: {day} at {time}, online. The theme is {subject}.
> I will be there.
> Too early for me, will there be notes?
< Always.

? Who could run a workshop on {subject} in spring?
> Happy to do it with somebody, not alone.
> I can help prepare.
< Perfect, let me put you two in touch.

! We passed a small milestone: {n} new people this month. Welcome, all of you!
> Welcome!

! A gentle reminder to answer in threads, so that channels stay readable for everyone.
> Thanks for the nudge.

! The community guide has a new page, about {subject}. Have a look when you have five minutes.
> Very clear. Fixed one typo.
""",
    "coffee": """
? Anyone for a coffee over video on {day} morning? Half an hour, no agenda.
> Me! Around 10?
< Done, link on its way.

! Had a wonderful coffee yesterday. An hour on {subject}, and we forgot the time.
> Best channel here.

? Anybody in {town} this week, for a real cup?
> Here until {day}!
< Then {day}, {time}?
> Perfect.

? A better opening question than “what do you do”?
> “What did you learn lately, and from whom?”
> “Which object on your desk has a story?”
< Keeping the desk one. Thanks!

! I met somebody here who lives two streets away from me. It took an online room.
> That is lovely.
""",
    "random": """
! Made {food} tonight, the first of the season. Recipe for whoever asks.
> Asking!
< Four lines, coming up.

? What do you listen to while working? I am stuck with the same three records.
> Rain. Honestly, a recording of rain.
> Jazz until three, nothing after.
> Silence, but there is a cat.

! Cycled in this morning: {n} degrees, one heron, no cars. Have a good day.
> A heron! Only pigeons here.

? A board game for five people who hate losing?
> A co-operative one, so that you lose together.

! The train is {n} minutes late, and the conductor is doing the crossword with the whole carriage. All is well.
> I want to be on that train.

! My daughter explained my job to me today. She did it better than I can.
> Hire her.
> So what is it?
< “You help people not to shout at computers.”

? Hills or sea, for three days in {month}?
> Hills, with a book.
> The sea out of season. Nothing is quieter.

! One hour without a screen, one hour of walking. I recommend the trade.
> Off I go.

? What do you call the soft part of bread where you are from?
> Just the crumb. Is there another word?
> My gran had three, none of them printable.

! Morning picture: fog on the canal, and the coffee seller singing. Good week to you.
""",
    "books": """
! Just finished {book}. The last fifty pages are worth the journey on their own.
> On the pile it goes. The pile never shrinks.

? A short novel for a long train ride?
> {book}, if you like stations and silences.
> Short stories: one for each change of trains.
< {book} is in the bag. Thanks!

? Who would like to write for an hour, in silence, {day} at {time}? We meet, we write, we say goodbye.
> Me. The most useful hour of my week.
> In.

! Our writing evening produced {n} texts in two hours. Some are beautiful.
> Can we read them somewhere?
< Once everybody agrees, yes.

? Do you keep track of what you read? How?
> A notebook, one sentence a book, no more.
> A spreadsheet, I confess.
""",
    "events": """
! Meet-up in {town} next {day}: two short talks, one on {subject}. Free, all welcome.
> Coming with two colleagues.
> Is it step-free?
< It is, and there is a hearing loop.

? Anyone going to the study day in {town}? We could share the ride.
> One seat left in my car.
< Lovely, writing to you.

! The call for talks is open until {n} {month}: ten minutes each, first-timers welcome.
> First time sounds frightening…
< We rehearse together the day before. Promised.

? How do you keep a video meeting alive past the hour?
> Groups of three after twenty minutes. Always three.
> A break. Nobody dares, everybody dreams of it.

! Recordings of the last meeting are captioned in two languages. Thank you, everyone who proofread!
> Ant's work. Bravo.
""",
    "jobs": """
! Our co-operative is looking for somebody half-time for {subject}. In {town} or remote, from {month}.
> Open to people early in their career?
< Very much so.

? Looking for a short contract, about {n} days, proofreading or research.
> Write to me, we have a report to read through.

? What do you charge for a day's workshop? I am new to it and shy.
> Count the preparation: one day on stage is two days of work.
> Say the price and then say nothing. The silence is normal.
< That helps a lot, thank you.

! A {n}-week internship in {town}: open data, a kind team, a real mentor.
> Sharing it with my class.
""",
}
