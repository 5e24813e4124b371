"""The sentence of each icebreaker: one question that everybody in the group can answer."""

from slack_app.domain.icebreakers import Icebreaker
from slack_app.views.words import Mrkdwn, Words, mark

QUESTIONS = {
    Icebreaker.DISH: mark("Which dish would you cook for each other?"),
    Icebreaker.TABLE: mark("Which is the best place to eat that hardly anybody knows?"),
    Icebreaker.ON_REPEAT: mark("What do you listen to over and over at the moment?"),
    Icebreaker.CONCERT: mark("Which concert do you still talk about?"),
    Icebreaker.BOOK_GIVEN: mark("Which book do you like to give away?"),
    Icebreaker.SEEN_TWICE: mark("Which film or series could you watch again tomorrow?"),
    Icebreaker.MOVING: mark("How did you come to your sport, and what keeps you at it?"),
    Icebreaker.OUTING: mark("What is the most beautiful place your legs have taken you to?"),
    Icebreaker.GAME_NIGHT: mark("Which game would you bring to an evening among friends?"),
    Icebreaker.MADE_BY_HAND: mark("What have you made with your own hands that you still like to look at?"),
    Icebreaker.JOURNEY: mark("Which journey changed the way you see something?"),
    Icebreaker.TOOL: mark("Which tool could you no longer work without?"),
    Icebreaker.BUILT: mark("What have you built that few people know of?"),
    Icebreaker.FIRST_SPARK: mark("How did it begin for you, this interest of yours?"),
    Icebreaker.NEXT_STEP: mark("What would you like to try next in what you both enjoy?"),
    Icebreaker.BEGINNERS: mark("What would you tell someone who takes up this interest today?"),
    Icebreaker.FIRST_QUESTION: mark("About what one of you knows well: what would be your very first question?"),
    Icebreaker.HARD_WON: mark("In what you know well, what took you longest to understand?"),
    Icebreaker.WHO_TAUGHT_YOU: mark("Who taught you what you can now teach others?"),
    Icebreaker.IN_A_YEAR: mark("Where would you like to be with it in a year?"),
    Icebreaker.SMALLEST_STEP: mark("What is the smallest step towards it that you could take this week?"),
    Icebreaker.IN_THE_WAY: mark("What stands between you and what you are looking for?"),
    Icebreaker.USUAL_DAY: mark("What does an ordinary day look like where you work?"),
    Icebreaker.MISUNDERSTOOD: mark("What do people often get wrong about your work?"),
    Icebreaker.BORROWED: mark("Which habit of your team should others borrow?"),
    Icebreaker.CORNER: mark("Which is your favourite corner of the place where you live?"),
    Icebreaker.NEW_IN_TOWN: mark("What should someone know who moves to your town?"),
    Icebreaker.WINDOW: mark("What do you see from your window?"),
    Icebreaker.CUSTOM: mark("Which custom of your place surprises visitors?"),
    Icebreaker.WORD: mark("Which word of your language do you miss in all the others?"),
    Icebreaker.FIRST_WEEKS: mark("What surprised you in your first weeks here?"),
    Icebreaker.WISH_I_KNEW: mark("What do you wish someone had told you when you began here?"),
    Icebreaker.SMALL_JOY: mark("What was a small joy of your week?"),
    Icebreaker.LEARNT_LATELY: mark("What have you learnt lately, large or small?"),
    Icebreaker.CHANGED_MIND: mark("What have you changed your mind about?"),
    Icebreaker.FREE_DAY: mark("What would you do with a day off that falls from the sky?"),
    Icebreaker.FIRST_JOB: mark("What was your first job, and what has stayed with you from it?"),
    Icebreaker.GOOD_ADVICE: mark("What is the best advice you were ever given?"),
    Icebreaker.HIDDEN_TALENT: mark("Which talent of yours would nobody suspect?"),
    Icebreaker.LAUGHED: mark("What made you laugh lately?"),
}


def question(words: Words, icebreaker: str) -> Mrkdwn:
    """The question; one that is not known any more gives way to one that always fits."""
    known = next((one for one in Icebreaker if one == icebreaker), Icebreaker.SMALL_JOY)
    return words.say(QUESTIONS[known])
