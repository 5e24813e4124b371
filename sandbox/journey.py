"""The first journey, played by the people of the local Slack: from the managers' set-up to a newcomer's last word."""

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Channel, Message
from sandbox.engine.elements import interactive
from sandbox.reading import message_lines
from sandbox.story import Story, at_work

PARIS, LONDON = "Europe/Paris", "Europe/London"
MONDAY, SATURDAY = 0, 5
DAYS = 32
FRENCH_WORDS, ENGLISH_WORDS = ("bienvenue", "Bonjour"), ("welcome", "Hello")
MEMBERS = (
    ("Solène", "Développeuse Python", ("fr", "en"), ("Python",), ("Relire du code",), ("Mentorat",)),
    ("Tamsin", "Product designer", ("en",), ("Accessibility", "Python"), ("Mentorat",), ("Relire du code",)),
    ("Jonas", "Backend developer", ("en", "fr"), ("Python", "Data"), ("Testing",), ("Accessibility",)),
    ("Noémie", "Juriste", ("fr",), ("Communs",), ("Droit d'auteur",), ("Python",)),
)


class Journey:
    """Everyone's part in it, chapter by chapter; `play` returns what was not as it should be."""

    def __init__(self, story: Story) -> None:
        self.story, self.sandbox = story, story.sandbox
        self.boss = self.sandbox.named("Maëlle")

    def channel(self, name: str) -> Channel:
        """A channel of the first workspace."""
        return self.sandbox.world.channel_named(self.boss.team_id, name)

    def play(self) -> list[str]:
        """All of it."""
        self.story.go_to(9, 30, PARIS, weekday=MONDAY)
        self.set_up()
        self.members_introduce_themselves()
        self.story.go_to(10, 5, PARIS, days=7, weekday=MONDAY)
        self.newcomers_arrive()
        self.the_french_one_introduces_herself()
        self.someone_says_hello()
        self.the_weeks_go_by()
        self.the_last_word()
        return self.story.wrong

    # -- before ---------------------------------------------------------------------------------------

    def set_up(self) -> None:
        """A manager tells the app which channel is for what, in its Home."""
        story, boss = self.story, self.boss
        story.chapter("A manager sets the community up")
        boss.open_home()
        story.settle()
        if not story.expect(boss.home, "the manager has a Home with the set-up in it") or boss.home is None:
            return
        story.show_view(boss, boss.home)
        boss.click(boss.home, "set_up_channels")
        names = {"community": "general", "introductions": "introductions", "coffee": "coffee"}
        names |= {"digest": "community-team", "team": "community-team"}
        form = {f"{what}_channel": self.channel(name).channel_id for what, name in names.items()}
        outcome = boss.submit(boss.modal, form) if boss.modal else None
        story.settle()
        story.expect(outcome and outcome.kind == "closed", "the channels are chosen")

    def members_introduce_themselves(self) -> None:
        """Some who are there already introduce themselves with /intro."""
        self.story.chapter("Four members introduce themselves")
        for name, role, languages, interests, offers, seeks in MEMBERS:
            member = self.sandbox.named(name)
            member.run_command(self.channel("introductions"), "/intro")
            kind = self.introduce(member, role, languages, (interests, offers, seeks))
            self.story.expect(kind == "closed", f"{member.person.real_name} is introduced")
        self.story.settle()
        self.story.show_channel(self.channel("introductions"))
        for name, *_ in MEMBERS:
            self.story.show_inbox(self.sandbox.named(name))

    def introduce(self, who: Actor, role: str, languages: tuple[str, ...], topics: tuple[tuple[str, ...], ...]) -> str:
        """Fill in the form that is open and send it; what became of it."""
        form = who.modal
        if form is None:
            return "no form"
        values: dict[str, object] = {"role": role, "languages": list(languages)}
        for block_id, named in zip(("interests", "offers", "looking_for"), topics, strict=True):
            values[block_id] = [who.suggest(form, block_id, topic)[-1] for topic in named]
        values["sharing"] = ["in_directory", "open_to_coffee"]
        return who.submit(form, values).kind

    # -- the newcomers --------------------------------------------------------------------------------

    def newcomers_arrive(self) -> None:
        """Four join: one speaks French, one English, one will keep silent, one will leave; a guest is left alone."""
        story, join = self.story, self.sandbox.join_workspace
        story.chapter("Newcomers arrive")
        self.zoe = join("Zoé Lemaire", locale="fr-FR", tz=PARIS)
        self.ben = join("Ben Archer", locale="en-GB", tz=LONDON)
        self.leaver = join("Marin Delvaux", locale="fr-FR", tz=PARIS)
        self.guest = join("Gaël Visiteur", locale="fr-FR", tz=PARIS, role=self.sandbox.named("Invité").person.role)
        story.settle()
        self.welcomed(self.zoe, FRENCH_WORDS, "in French")
        self.welcomed(self.ben, ENGLISH_WORDS, "in English")
        self.welcomed(self.leaver, FRENCH_WORDS, "in French")
        story.expect(not self.guest.inbox(), "the guest is left alone")

    def welcomed(self, who: Actor, words: tuple[str, ...], how: str) -> None:
        """Someone reads their welcome, once."""
        read = self.story.show_inbox(who)
        text = " ".join(line for one in read for line in message_lines(self.sandbox.world, one))
        right = len(read) == 1 and any(word in text for word in words)
        self.story.expect(right, f"{who.person.real_name} is welcomed once, {how}")

    def the_french_one_introduces_herself(self) -> None:
        """The button, a mistake, then all is right: the introduction, and whom to meet and why."""
        story, zoe = self.story, self.zoe
        story.chapter("Zoé introduces herself")
        if not story.expect(zoe.inbox(), "there is a button to begin with"):
            return
        zoe.click(zoe.inbox()[0], "introduce")
        if not story.expect(zoe.modal, "the form opens") or zoe.modal is None:
            return
        story.show_view(zoe, zoe.modal)
        mistaken = zoe.submit(zoe.modal, {"role": " "})
        for field, sentence in mistaken.errors.items():
            story.expect(mistaken.kind == "errors", f"beside “{field}”: {sentence}")
        story.expect(mistaken.kind == "errors" and zoe.modal, "the mistake is told beside its field, the form stays")
        kind = self.introduce(zoe, "Développeuse web", ("fr", "en"), (("Python",), ("Accessibility",), ("Mentorat",)))
        story.expect(kind == "closed", "then it is accepted")
        story.settle()
        posted = story.show_channel(self.channel("introductions"))
        story.expect(any(zoe.user_id in str(one.blocks) for one in posted), "her introduction is posted")
        self.recommended()

    def recommended(self) -> None:
        """Whom to meet, each with a reason."""
        read = self.story.show_inbox(self.zoe)
        text = " ".join(str(one.blocks) + one.text for one in read)
        met = [name for name, *_ in MEMBERS if self.sandbox.named(name).user_id in text]
        self.story.expect(met, f"people to meet are named to her, with reasons: {', '.join(met) or 'nobody'}")

    def someone_says_hello(self) -> None:
        """A member answers in her thread; the one who leaves goes."""
        story, solene = self.story, self.sandbox.named("Solène")
        story.chapter("Solène says hello, Marin leaves")
        intro = self.introduction_of(self.zoe)
        if story.expect(intro, "there is an introduction to answer") and intro:
            labels = [element["action_id"] for _, element in interactive(intro.blocks)]
            story.expect("say_hello" in labels, "the introduction has a button to say hello")
            solene.click(intro, "say_hello")
            hello = solene.reply(intro, "Bienvenue Zoé ! Je relis volontiers ton code.")
            story.expect(hello.thread_ts == intro.ts, "the hello stands in her thread")
        self.zoe.post("general", "Bonjour à tous, ravie d'être là !")
        self.leaver.leave_workspace()
        story.settle()
        story.show_inbox(self.zoe)

    def introduction_of(self, who: Actor) -> Message | None:
        """The post that introduces someone."""
        posts = self.channel("introductions").messages.values()
        return next((one for one in posts if one.bot_id and who.user_id in one.text + str(one.blocks)), None)

    # -- the weeks ------------------------------------------------------------------------------------

    def the_weeks_go_by(self) -> None:
        """A month passes, a working day at a time."""
        story, team = self.story, self.channel("community-team")
        story.chapter("A month goes by")
        before = {who.user_id: len(who.inbox()) for who in (self.zoe, self.ben, self.leaver)}
        for day in (day for day in range(1, DAYS) if (MONDAY + day) % 7 < SATURDAY):
            story.go_to(10, 40, PARIS, days=1 if (MONDAY + day) % 7 else 3)
            self.a_day(day, team)
        nudges = self.ben.inbox()[before[self.ben.user_id] :]
        story.expect(nudges, "Ben, who kept silent, was written to")
        story.expect(len(self.zoe.inbox()) > before[self.zoe.user_id], "Zoé was written to again")
        story.expect(len(self.leaver.inbox()) == before[self.leaver.user_id], "Marin, who left, reads nothing more")
        right = all(at_work(who, one) for who in (self.ben,) for one in nudges)
        story.expect(right, "every one of them in the reader's working hours")

    def a_day(self, day: int, team: Channel) -> None:
        """What is new on one day."""
        fresh = {who.person.real_name: self.story.show_inbox(who) for who in (self.zoe, self.ben, self.leaver)}
        reports = [one for one in self.story.show_channel(team) if one.bot_id]
        for name in (name for name, read in fresh.items() if read):
            self.story.remark(f"that was {name}'s day {day}")
        for report in reports:
            self.greet(report)

    def greet(self, report: Message) -> None:
        """A manager takes it on to greet someone; a second one reads that it is taken."""
        if not any(element["action_id"] == "greet" for _, element in interactive(report.blocks)):
            return
        self.boss.click(report, "greet")
        self.story.settle()
        self.story.expect(self.boss.user_id in str(report.blocks), "the team's message shows who greets")
        self.story.tell_again(report)
        self.story.show_channel(self.channel("community-team"))

    # -- the end --------------------------------------------------------------------------------------

    def the_last_word(self) -> None:
        """Zoé takes what is known about her, and has it erased."""
        story, zoe = self.story, self.zoe
        story.chapter("Zoé takes her data, and has it erased")
        zoe.open_home()
        story.settle()
        if not story.expect(zoe.home, "she has a Home") or zoe.home is None:
            return
        story.show_view(zoe, zoe.home)
        zoe.click(zoe.home, "export_me")
        story.settle()
        story.expect(any(one.file_ids for one in story.show_inbox(zoe)), "a file with everything comes to her")
        zoe.click(zoe.home, "erase_me")
        story.settle()
        story.show_inbox(zoe)
        story.expect(self.introduction_of(zoe) is None, "her introduction is gone")
