"""Feedback, played by the people of the local Slack: said, joined, decided, and told to everyone who spoke."""

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.engine.elements import NotThereError
from sandbox.engine.interacting import Outcome
from sandbox.engine.world import View
from sandbox.feedback import seen
from sandbox.feedback.judge import Owed, betrayals, faults, strangers
from sandbox.feedback.team import Team
from sandbox.life import founding
from sandbox.life.opening import FEEDBACK, Opening
from sandbox.life.words.rooms import PRODUCT
from sandbox.story import Story, at_work

PARIS, TUESDAY = "Europe/Paris", 1
CARDS = 3
BLANK = "Les cartes du calendrier restent blanches sur mobile depuis la mise à jour"
SAME = "Calendar cards stay blank on mobile since the update"
UNNAMED = "Personne ne répond quand je signale que mes rendez-vous disparaissent de mon agenda exporté"
THEME = "It would be lovely to read the events in a dark theme, my eyes hurt at night"
FIELDS = {"words": "feedback_words", "unnamed": "feedback_unnamed"}


class FeedbackJourney:
    """Everyone's part in it; `play` returns what was not as it should be."""

    def __init__(self, story: Story, opening: Opening) -> None:
        self.story, self.sandbox, self.opening = story, story.sandbox, opening
        self.world = self.sandbox.world
        self.boss, self.author, self.voter = (self.sandbox.named(name) for name in ("Maëlle", "Solène", "Jonas"))
        self.unnamed, self.writer, self.marker = (self.sandbox.named(name) for name in ("Noémie", "Tamsin", "Grace"))
        self.channel = self.world.channel_named(self.boss.team_id, PRODUCT)
        self.team = Team(story, self.sandbox.named("Owen"), self.channel)
        self.owed: list[Owed] = []

    def play(self) -> list[str]:
        """All of it."""
        self.story.go_to(10, 0, PARIS, weekday=TUESDAY)
        try:
            self.it_is_set_up()
            self.something_is_said()
            self.it_is_mine_too()
            self.said_without_a_name()
            self.a_message_is_marked()
            self.a_message_is_passed_on()
            self.the_author_is_asked()
            self.it_is_decided()
            self.everyone_is_told()
            self.it_is_shipped()
            self.their_own_list()
            self.everything_as_files()
        except (NotThereError, LookupError) as error:
            self.story.expect(right=False, sentence=f"feedback goes on to its end: {type(error).__name__} {error}")
        return self.story.wrong

    # -- said -----------------------------------------------------------------------------------------

    def it_is_set_up(self) -> None:
        """A manager makes a team with a channel."""
        self.story.chapter("A manager makes a product team")
        self.story.expect(self.opening.set_up(), "the channels, the language and the time zone are chosen")
        self.story.expect(self.opening.found_feedback(), "and a product team with a channel of its own")
        self.boss.run_command("general", FEEDBACK, "settings")
        self.story.settle()
        self.story.show_view(self.boss, self.open_for(self.boss))
        founding.put_away(self.boss)

    def something_is_said(self) -> None:
        """In French, with one's name: it stands once in the team's channel."""
        self.story.chapter("Solène says something with /feedback")
        self.says(self.author, BLANK)
        self.sees(self.author, "has a receipt")
        card = self.card(BLANK, self.author.user_id)
        self.story.expect(card.ts, "and it stands once before the team, with her name")

    def it_is_mine_too(self) -> None:
        """In English the same is said: it is found, and joined."""
        self.story.chapter("Jonas says the same in English: it's mine too")
        self.says(self.voter, SAME)
        asked = self.sees(self.voter, "is asked whether it is one of these")
        self.story.expect(BLANK in str(asked.shown), "what Solène said in French is among them")
        founding.press(self.voter, asked, seen.MINE_TOO)
        self.story.settle()
        self.sees(self.voter, "reads that his voice counts")
        self.story.expect(len(seen.cards(self.channel)) == 1, "there is no second card")
        self.story.tell(seen.cards(self.channel), f"in #{PRODUCT}, the card again")
        for who in (self.author, self.voter):
            self.owes(who, "accepted")

    def said_without_a_name(self) -> None:
        """Nobody learns who."""
        self.story.chapter("Noémie says something without her name")
        self.says(self.unnamed, UNNAMED, unnamed=True)
        if seen.is_similar(self.unnamed.modal):
            self.story.show_view(self.unnamed, self.open_for(self.unnamed))
            self.unnamed.submit(self.open_for(self.unnamed))
            self.story.settle()
        self.sees(self.unnamed, "has a receipt")
        self.card(UNNAMED)
        self.nobody_names_her()

    def a_message_is_marked(self) -> None:
        """An emoji on somebody's message brings it to the team; both are told."""
        self.story.chapter("Grace marks a message of Tamsin's with 🎫")
        self.marked = self.writer.post("general", THEME)
        self.marker.react(self.marked, "ticket")
        self.story.settle()
        self.story.show_channel(self.channel)
        for who, what in ((self.writer, "whose message it is"), (self.marker, "who brought it")):
            told = self.story.show_inbox(who)
            self.story.expect(len(told) == 1, f"{who.person.real_name}, {what}, is told once")
        self.story.expect(len(seen.cards(self.channel)) == CARDS, "the team has a card with the way to the message")

    def a_message_is_passed_on(self) -> None:
        """With the entry in its menu; it is known already, so a voice is added."""
        self.story.chapter("Jonas sends the same message to the product team, from its menu")
        self.voter.message_shortcut(self.marked, seen.SHORTCUT)
        self.story.settle()
        form = self.sees(self.voter, "has the form with its words")
        self.story.expect(THEME in str(form.shown), "its words stand in it")
        self.sent(self.voter.submit(form))
        self.sees(self.voter, "reads that his voice counts")
        self.story.expect(len(seen.cards(self.channel)) == CARDS, "there is no second card")

    # -- decided --------------------------------------------------------------------------------------

    def the_author_is_asked(self) -> None:
        """The team asks whoever said something without a name, and is answered; it learns no name."""
        self.story.chapter("The team asks who gave no name")
        question, answer = "Depuis quel téléphone ?", "Depuis le calendrier exporté, mardi dernier."
        card = self.card(UNNAMED)
        self.team.asks(card, question)
        asked = self.story.show_inbox(self.unnamed)
        self.story.expect(question in seen.text_of(self.world, asked), "the question reaches Noémie")
        founding.press(self.unnamed, asked[-1], "feedback_reply")
        self.story.settle()
        self.sent(self.unnamed.submit(self.sees(self.unnamed, "has the form"), {"words": answer}))
        founding.put_away(self.unnamed)
        thread = seen.under(self.channel, card)
        self.story.tell(thread, "under the card")
        self.story.expect(answer in seen.text_of(self.world, thread), "her answer stands under the card")
        self.nobody_names_her()

    def it_is_decided(self) -> None:
        """One is accepted, one declined with a reason, one changed, assigned and accepted."""
        self.story.chapter("The team decides")
        self.team.accepts(self.card(BLANK))
        reason = self.team.declines(self.card(UNNAMED))
        self.owes(self.unnamed, "declined", reason)
        marked = seen.cards(self.channel)[-1]
        self.team.changes(marked, {"kind": "idea", "priority": "high"})
        self.team.assigns(marked, self.boss.user_id)
        self.team.accepts(marked)
        for who in (self.writer, self.marker, self.voter):
            self.owes(who, "accepted")
        self.story.tell(seen.cards(self.channel), f"in #{PRODUCT}")

    # -- told -----------------------------------------------------------------------------------------

    def everyone_is_told(self) -> None:
        """Once each, in their language, in their hours; who lives where it is night waits for the morning."""
        self.story.chapter("Two days go by: everyone who spoke hears of it")
        for days in (0, 1, 1):
            self.story.go_to(16, 30, PARIS, days=days)
        for who in (self.author, self.voter, self.unnamed, self.writer, self.marker):
            self.story.show_inbox(who)
        self.judged()

    def it_is_shipped(self) -> None:
        """And again, when it is done; an hour's grace, a day's patience."""
        self.story.chapter("It is done")
        self.team.ships(self.card(BLANK))
        for who in (self.author, self.voter):
            self.owes(who, "shipped")
        for days in (0, 1, 1):
            self.story.go_to(16, 40, PARIS, days=days)
        for who in (self.author, self.voter):
            self.story.show_inbox(who)
        self.judged()

    def judged(self) -> None:
        """What everyone was told, against what they are owed."""
        told = {one.person.display_name: seen.news(one) for one in self.people()}
        heard = {name: [seen.text_of(self.world, [one]) for one in messages] for name, messages in told.items()}
        owed = {(one.name, one.decision): one for one in self.owed}.values()
        for wrong in faults(owed, heard):
            self.story.expect(right=False, sentence=wrong)
        self.story.expect(not list(faults(owed, heard)), "everyone who spoke was told, once, in their language")
        self.story.expect(not strangers(heard, owed), f"and nobody else {', '.join(strangers(heard, owed))}".rstrip())
        late = [who for who in self.people() for one in seen.news(who) if not at_work(who, one)]
        self.story.expect(not late, "each in their own working hours")
        self.nobody_names_her()

    def their_own_list(self) -> None:
        """What somebody said stands in a list of their own, also without a name."""
        self.story.chapter("Their own list, and everybody's board")
        for who, text, words in (
            (self.unnamed, "mine", UNNAMED),
            (self.author, "mine", BLANK),
            (self.author, "board", ""),
        ):
            who.run_command("general", FEEDBACK, text)
            self.story.settle()
            view = self.sees(who, f"opens /feedback {text}")
            self.story.expect(words in str(view.shown), "what was said stands there")
            founding.put_away(who)

    def everything_as_files(self) -> None:
        """A manager is sent all of it; who gave no name has none there either."""
        self.story.chapter("All feedback, as files")
        self.boss.run_command("general", FEEDBACK, "export")
        self.story.settle()
        self.story.show_inbox(self.boss)
        files = [self.world.files[file_id] for one in self.boss.inbox() for file_id in one.file_ids]
        told = seen.unpacked(files[-1].content or b"") if files else ""
        self.story.expect(UNNAMED in told and BLANK in told, "everything that was said is in the files")
        self.story.expect(self.unnamed.user_id not in told, "and not who gave no name")

    # -- what several need ----------------------------------------------------------------------------

    def people(self) -> list[Actor]:
        """Everybody of the community who is no program."""
        found = (one for one in self.world.people_of(self.boss.team_id) if not one.is_bot)
        return [self.sandbox.as_person(one.user_id) for one in found]

    def owes(self, who: Actor, decision: str, reason: str = "") -> None:
        """From now on somebody is to hear of a decision."""
        language = "fr" if (who.person.locale or "").startswith("fr") else "en"
        self.owed.append(Owed(who.person.display_name, decision, language, reason))

    def says(self, who: Actor, words: str, *, unnamed: bool = False) -> None:
        """Somebody types the command with their words, and sends the form that opens."""
        who.run_command("general", FEEDBACK, words)
        self.story.settle()
        form = self.sees(who, "has the form")
        taking: dict[str, object] = {FIELDS["unnamed"]: [FIELDS["unnamed"]]} if unnamed else {}
        self.sent(who.submit(form, taking))

    def sent(self, outcome: Outcome) -> None:
        """What somebody sent was taken."""
        self.story.settle()
        self.story.expect(
            outcome.kind in {"closed", "updated", "cleared"}, f"it is taken {outcome.errors or ''}".strip()
        )

    def open_for(self, who: Actor) -> View:
        """What is open for somebody; NotThereError if nothing is."""
        if who.modal is None:
            message = f"nothing is open for {who.person.real_name}"
            raise NotThereError(message)
        return who.modal

    def sees(self, who: Actor, sentence: str) -> View:
        """What is open for somebody, told."""
        view = self.open_for(who)
        self.story.expect(view, f"{who.person.real_name} {sentence}")
        self.story.show_view(who, view)
        return view

    def card(self, words: str, *also: str) -> Message:
        """The one card with these words; NotThereError if there is none or a second."""
        self.story.show_channel(self.channel)
        found = seen.card_of(self.world, self.channel, words)
        right = len(found) == 1 and all(one in str(found[0].blocks) for one in also)
        if not self.story.expect(right, f"one card says “{words[:40]}…”"):
            raise NotThereError(words)
        return found[0]

    def nobody_names_her(self) -> None:
        """Whoever gave no name stands nowhere but in their own conversation with the app."""
        names = {self.unnamed.user_id, self.unnamed.person.real_name}
        found = betrayals(self.world, self.boss.team_id, names, self.unnamed.dm.channel_id)
        self.story.expect(not found, "nobody else can read who gave no name")
