"""Coffee, played by the people of the local Slack: a programme is made, people join, and twelve rounds go by."""

from sandbox.coffee.judge import Judge
from sandbox.coffee.rounds import PARIS, Rounds
from sandbox.engine.acting import Actor
from sandbox.engine.elements import NotThereError
from sandbox.life import founding
from sandbox.life.wanting import TAKEN
from sandbox.reading import message_lines
from sandbox.story import Story

ROUNDS = 12
FIRST = ("Solène", "Noémie", "Bastien", "Idriss", "Owen", "Tamsin", "Jonas", "Aminata")
NAME = "Le café du lundi"
KEEPS_APART = ("Solène", "Jonas")
SILENT = "Owen"
PROGRAMME = {"name": NAME, "cadence": "weekly", "weekday": "0", "hour": "10", "size": "2", "remember_weeks": "26"}


class CoffeeJourney:
    """Everyone's part in it; `play` returns what was not as it should be."""

    def __init__(self, story: Story) -> None:
        self.story, self.sandbox = story, story.sandbox
        self.boss = self.sandbox.named("Maëlle")
        self.team = self.sandbox.world.channel_named(self.boss.team_id, "community-team")
        solene, jonas = (self.sandbox.named(name).user_id for name in KEEPS_APART)
        self.rounds = Rounds(
            story, self.team, Judge(apart={frozenset((solene, jonas))}), silent=self.sandbox.named(SILENT)
        )

    def play(self) -> list[str]:
        """All of it."""
        self.story.go_to(9, 30, PARIS, weekday=1)
        try:
            self.the_community_is_in_paris()
            self.a_programme_is_made()
            self.people_join()
            self.a_dry_run()
            self.the_rounds()
            self.it_is_switched_off()
        except (NotThereError, LookupError) as error:
            self.story.expect(right=False, sentence=f"coffee goes on to its end: {type(error).__name__} {error}")
        return self.story.wrong

    def the_community_is_in_paris(self) -> None:
        """A manager chooses the language and the time zone in which rounds open."""
        story, boss = self.story, self.boss
        story.chapter("A manager chooses French, and the time of Paris")
        boss.open_home()
        story.settle()
        if boss.home:
            boss.click(boss.home, "set_up_language")
        form = boss.modal
        zones = boss.suggest(form, "pick_zone", PARIS) if form else []
        outcome = boss.submit(form, {"language": "fr", "tz": zones[0]}) if form and zones else None
        story.expect(outcome and outcome.kind in TAKEN, "it is kept")
        founding.put_away(boss)

    def a_programme_is_made(self) -> None:
        """A manager makes it in the app's Home and switches it on."""
        story, boss = self.story, self.boss
        story.chapter("A manager makes a coffee programme")
        outcome = founding.make(boss, story.settle, "coffee", PROGRAMME)
        story.expect(outcome.kind in TAKEN, f"it is saved {outcome.errors or ''}".rstrip())
        story.expect(founding.switch_on(boss, story.settle), "and switched on")
        story.show_view(boss, founding.listed(boss, story.settle))
        founding.put_away(boss)

    def people_join(self) -> None:
        """Eight people join with the command; one of them names somebody never to be paired with."""
        self.story.chapter(f"{len(FIRST)} people join with /coffee")
        for name in FIRST:
            self.joins(name)
        solene = self.sandbox.named("Solène")
        solene.open_home()
        self.story.settle()
        if (
            self.story.expect(solene.home and NAME in str(solene.home.shown), "her Home tells Solène of it")
            and solene.home
        ):
            self.story.show_view(solene, solene.home)

    def joins(self, name: str) -> None:
        """Somebody joins."""
        who, jonas = self.sandbox.named(name), self.sandbox.named("Jonas")
        apart: dict[str, object] = {"apart": [jonas.user_id]} if name == KEEPS_APART[0] else {}
        self.chooses(who, taking=["takes_part", *(["meets_newcomers"] if name == "Tamsin" else [])], **apart)
        self.rounds.present.add(who.user_id)

    def chooses(self, who: Actor, **choices: object) -> None:
        """Somebody sends their choices with /coffee."""
        who.run_command("general", "/coffee")
        self.story.settle()
        view = who.modal
        if not self.story.expect(view, f"{who.person.real_name} is shown their choices") or view is None:
            return
        fields = {block["block_id"].partition(".")[0]: block["block_id"] for block in view.shown["blocks"]}
        outcome = who.submit(view, {fields[name]: value for name, value in choices.items()})
        self.story.settle()
        self.story.expect(outcome.kind in TAKEN, f"… and they are kept {outcome.errors or ''}")
        founding.put_away(who)

    def a_dry_run(self) -> None:
        """The manager reads who would meet whom, and why; nobody is written to."""
        story, boss = self.story, self.boss
        story.chapter("A dry run")
        founding.press(boss, founding.listed(boss, story.settle), "coffee_rehearse")
        founding.put_away(boss)
        story.settle()
        read = story.show_inbox(boss)
        text = "\n".join(line for one in read for line in message_lines(self.sandbox.world, one))
        story.expect(all(self.sandbox.named(name).person.display_name in text for name in FIRST), "everyone is in it")
        story.expect(not self.rounds.groups(), "and nobody was written to")

    def the_rounds(self) -> None:
        """Twelve of them: somebody skips one, somebody pauses, somebody comes late, somebody leaves."""
        self.changes = {2: self.idriss_skips, 4: self.bastien_pauses, 6: self.priya_comes, 10: self.tamsin_leaves}
        for number in range(1, ROUNDS + 1):
            self.changes.get(number, lambda: None)()
            self.rounds.play(number)
        self.rounds.in_all()

    def idriss_skips(self) -> None:
        """He is not in the second round, and in the third again, without doing anything."""
        self.chooses(self.sandbox.named("Idriss"), taking=["takes_part", "skips_next"])
        self.rounds.away(self.sandbox.named("Idriss"), rounds=1)

    def bastien_pauses(self) -> None:
        """For two rounds; then the app tells him that his pause is over."""
        bastien = self.sandbox.named("Bastien")
        day = self.rounds.next_monday(2)
        self.chooses(bastien, taking=["takes_part"], paused_until=day.isoformat())
        self.rounds.away(bastien, rounds=2)
        self.rounds.told_when_back(bastien)

    def priya_comes(self) -> None:
        """She joins when a round has just begun, and is matched at once with somebody who likes to meet newcomers."""
        self.rounds.latecomer = self.priya_joins

    def priya_joins(self) -> str:
        """With the command, like everybody."""
        self.joins("Priya")
        return "Priya"

    def tamsin_leaves(self) -> None:
        """She takes part no more."""
        self.chooses(self.sandbox.named("Tamsin"), taking=[])
        self.rounds.present.discard(self.sandbox.named("Tamsin").user_id)

    def it_is_switched_off(self) -> None:
        """And no round opens any more."""
        self.story.chapter("The programme is switched off")
        founding.press(self.boss, founding.listed(self.boss, self.story.settle), founding.SWITCH, ":off")
        founding.put_away(self.boss)
        before = self.rounds.groups()
        self.story.go_to(16, 0, PARIS, days=6, weekday=0)
        self.story.expect(self.rounds.groups() == before, "nobody is introduced any more")
