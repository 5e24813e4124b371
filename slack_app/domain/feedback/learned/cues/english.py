"""Cues in English."""

from slack_app.domain.feedback.learned.cues.cue import Cue
from slack_app.domain.feedback.terms import Kind

_NOT = r"(?:n'?t|not|never|no longer|nt)"
_VERBS = (
    r"(?:work|load|open|sync|connect|show|start|respond|display|save|update|count|register|appear|recogni[sz]e|pair|record|track|"
    r"launch|detect|find|let|receive|send|get|run|install|play|refresh|render|compile|build|upload|download|log|receiv|return|happen|"
    r"transfer|import|export|function|match|trigger|fire|respect|handle|stop|recover|measure|react|accept|login)"
)
_NICE = r"(?:nice|great|good|awesome|helpful|useful|better|cool|perfect|lovely|ideal|amazing|handy|fantastic|excellent|best|interesting|convenient|wonderful|sweet)"
BUG = (
    Cue("crash", Kind.BUG, 1.6, r"\bcrash\w*|\bfreez\w+|\bfroze\w*|\bsegfault\w*|\bhangs?\b|\bhanging\b|\bstuck\b|\bunrespons\w+"),
    Cue("not_work", Kind.BUG, 1.5, rf"\b(?:do|does|did|is|was|are|wo|has|have|had|will|would|ca|could)\s?{_NOT} (?:even |seem to |really |actually |properly |always |be )?{_VERBS}\w*"),
    Cue("not_doing", Kind.BUG, 0.9, rf"\b(?:not|never|stop(?:s|ped)?|no longer|quit|isnt|isn't) {_VERBS}(?:s|ed|ing|ting|ning|ping)?\b|\bnot (?:responding|found|visible|available|correct(?:ly)?|properly|recogni[sz]ed|shown|counting|accurate)\b"),
    Cue("cannot", Kind.BUG, 0.9, r"\b(?:can ?not|can'?t|couldn'?t|unable to|not able to|impossible to|won'?t|will not|wouldn'?t|refus(?:es|ed|ing) to)\b"),
    Cue("since_update", Kind.BUG, 1.5, r"\b(?:since|after|with|ever since|until|before|following)(?: i| my| an?| the| this| that| your| installing| doing| latest| last| recent| newest| new| most| android| firmware| software| app| phone)* (?:updat\w+|upgrad\w+|version \w+)"),
    Cue("update_broke", Kind.BUG, 1.4, r"\b(?:last|latest|new|recent|this) (?:update|version|upgrade|release)\b.{0,40}\b(?:broke|broken|ruin\w+|kill\w+|mess\w+|caus\w+|not|n't|problem|issue|bug|worse|stop\w+)"),
    Cue("fail", Kind.BUG, 1.1, r"\bfail(?:s|ed|ing|ure|ures)?\b|\bbroken\b|\bbreaks?\b|\bbroke\b|\bmalfunction\w*"),
    Cue("error", Kind.BUG, 1.1, r"\berrors?\b|\bexceptions?\b|\bwarnings?\b"),
    Cue("bug", Kind.BUG, 1.3, r"\bbugs?\b|\bbuggy\b|\bglitch\w*|\bregression\b|\bdefects?\b"),
    Cue("wrong", Kind.BUG, 1.0, r"\bwrong\w*|\bincorrect\w*|\binaccura\w+|\bunexpected\w*|\binconsisten\w+|\bcorrupt\w*|\binvalid\b|\bdoubles?d?\b|\bduplicated?\b|\bmisaligned\b|\bflicker\w*|\btruncat\w+|\bleaks?\b"),
    Cue("problem", Kind.BUG, 0.7, r"\bproblems?\b|\bissues?\b|\btroubles?\b"),
    Cue("loss", Kind.BUG, 1.1, r"\b(?:lost|lose|loses|losing|disappear\w*|vanish\w*|disconnect\w*|reset\w*|drain\w*|gone|missing|deleted|wiped)\b"),
    Cue("keeps", Kind.BUG, 1.2, r"\bkeeps? (?:on )?\w+ing\b|\bkeep (?:getting|having)\b|\bover and over\b|\b(?:constantly|randomly|continually|repeatedly|intermittent\w*|sometimes) \w+"),
    Cue("fix", Kind.BUG, 1.1, r"\b(?:please|pls|plz|kindly|need to|must|should)? ?(?:fix|resolve|repair|rectify)(?:ed|ing|es)?\b"),
    Cue("tried", Kind.BUG, 0.8, r"\b(?:re-?install\w*|uninstall\w*|restart\w*|reboot\w*|re-?pair\w*|clear\w* (?:the )?cache|factory reset|tried (?:everything|again|to))\b"),
    Cue("used_to", Kind.BUG, 1.0, r"\b(?:used to|worked (?:fine|great|well|before|perfectly|in)|was working|previously worked|anymore|any more|no longer|all of a sudden|suddenly|nothing happens|blank|white screen|black screen|instead of|should (?:have|not) )"),
    Cue("slow", Kind.BUG, 0.5, r"\b(?:slow(?:ly|er)?|lag(?:s|gy|ging)?|takes (?:forever|ages|too long)|high (?:cpu|memory))\b"),
)  # fmt: skip
IDEA = (
    Cue("would_be", Kind.IDEA, 1.7, rf"\b(?:would|'d|could|will|might|wud) (?:also |really |just |even )?be (?:so |very |really |even |much |more |a |an |super |quite |absolutely |extremely )*{_NICE}\b|\b(?:would|'d) (?:also )?(?:benefit|help|improve|make (?:it|this|life))\b"),
    Cue("add", Kind.IDEA, 1.5, r"\b(?:please|pls|plz|kindly|should|could|can|must|to|would you|and|also|just|,) (?:please |also |you |they |u )*(?:add|include|implement|introduce|integrate|incorporate|bring (?:back)?|give us|provide|allow|enable|expose|let us)\b|^(?:\[[^\]]*\] ?)?(?:add|allow|support|implement|introduce|provide|enable|expose|improve|make|extend|consider)\b"),
    Cue("feature", Kind.IDEA, 1.5, r"\bfeature[ -]?requests?\b|\bfeature (?:suggestion|proposal|idea)|\benhancements?\b|\bproposal\b|\brfc\b|\bnew feature\b|\bfeature:|\bwish ?list\b"),
    Cue("wish", Kind.IDEA, 1.3, r"\b(?:i|we)(?: (?:really|just|do|also|only|still))? (?:wish|would (?:really |also |very much )?(?:like|love|prefer|appreciate)|want(?:ed)? to be able|need an?)\b|\b(?:i|we)'d (?:really |also )?(?:like|love|prefer|appreciate)\b|\bwishing\b|\bif only\b|\bi wish\b|\bhope (?:you|to see|that|they|it|for|there|u|in)\b|\bhopefully\b|\blooking forward to\b"),
    Cue("suggest", Kind.IDEA, 1.5, r"\bsuggest\w*\b|\bidea\b|\bproposed?\b|\bpropose\b|\brecommend (?:adding|to add|you|making)\b|\brequest(?:ing)? (?:for|to|that|a)\b"),
    Cue("should_have", Kind.IDEA, 1.1, r"\bshould (?:be able|have|allow|support|include|offer|also|provide|let|give|be (?:an? |possible|easier|more|option|configurable|added|included|able))|\bought to\b|\bmust have\b"),
    Cue("option", Kind.IDEA, 0.9, r"\b(?:option|ability|possibility|setting|way|feature|function|functionality|button|widget|mode) (?:to|for|of|that|which|in|where)\b|\boptions?\b|\bcustomi[sz]\w+"),
    Cue("lack", Kind.IDEA, 1.2, r"\b(?:lack(?:s|ing)?|no (?:option|way|ability|support|possibility|dark mode|widget|integration)|not (?:possible|supported|compatible)|doesn'?t (?:have|support|allow|include|offer|give)|don'?t have|there is no|there's no|there isn't|only thing|missing (?:feature|option|function)|needs? (?:a|an|more|to (?:be|have|add|include)|some|better))\b"),
    Cue("support_for", Kind.IDEA, 0.9, r"\bsupport (?:for|of|the)\b|\bintegrat(?:ion|e) with\b|\bcompatib\w+ with\b|\bmore (?:\w+ )?(?:options|features|languages|customi[sz]ation|settings|detail\w*|watch faces|data|functions)\b"),
    Cue("improve", Kind.IDEA, 0.7, r"\bimprov\w+|\bbe better if\b|\bbetter if\b|\bperfect if\b|\bmake it (?:possible|easier|configurable|more|so)|\beasier (?:to|if)\b|\b(?:more|extra|another) stars?\b|\b5 stars? (?:if|when|once)"),
)  # fmt: skip
PRAISE = (
    Cue("love", Kind.PRAISE, 1.3, r"\blov(?:e|es|ed|ing|ely)\b|\badore\b|\benjoy\w*|\b(?:like|liked) (?:it|the|this|that|how|my)\b|\bi like\b"),
    Cue("great", Kind.PRAISE, 1.3, r"\b(?:great|excellent|awesome|amazing|perfect(?:ly)?|fantastic|brilliant|superb?|wonderful|outstanding|fabulous|incredible|phenomenal|gr8|exceptional|beautiful|impress\w+|marvel\w+|terrific|cool|wow)\b"),
    Cue("good", Kind.PRAISE, 0.9, r"\b(?:good|nice|fine|best|decent|ok|okay|well|happy|pleased|satisf\w+|useful|helpful|handy|convenient|accurate|reliable|informative|motivat\w+|fun|interesting|smooth\w*)\b"),
    Cue("thanks", Kind.PRAISE, 0.6, r"\bthank(?:s| you| u)\b|\bthx\b|\bkudos\b|\bwell done\b|\bgood job\b|\bgreat (?:job|work)\b|\bkeep (?:it )?up\b|\bcongrat\w*|\bappreciat\w+"),
    Cue("easy", Kind.PRAISE, 1.0, r"\b(?:easy|simple|intuitive|user[ -]?friendly|clear)\b"),
    Cue("works_well", Kind.PRAISE, 1.2, r"\bworks? (?:really |very |so |just |pretty |quite |absolutely )?(?:great|well|perfect\w*|fine|good|flawless\w*|as (?:expected|it should|advertised|described)|like a charm|awesome|ok)\b|\b(?:no|zero|never (?:had )?any|without(?: any)?) (?:problems?|issues?|bugs?|complaints?|troubles?|glitches)\b|\bnot bad\b|\brecommend(?:ed)?\b"),
    Cue("stars", Kind.PRAISE, 1.0, r"\b(?:5|five) stars?\b|[\U0001f44d\U0001f44c\U0001f60d\u2764\U0001f60a\U0001f600-\U0001f606\U0001f970\U0001f4af\u2b50\U0001f44f\U0001f389\U0001f64f]|:\)|\ba\+\b|\b10/10\b"),
)  # fmt: skip
COMPLAINT = (
    Cue("awful", Kind.COMPLAINT, 1.8, r"\b(?:worst|terribl[ey]|horribl[ey]|horrid|awful|useless|garbage|crap\w*|trash|rubbish|junk|pathetic|ridiculous|atrocious|abysmal|dreadful|disgust\w*|joke|bullshit|shit\w*|stupid|lousy|sucks?|sucked|nightmare|appalling|laughable|unacceptable|disgrace\w*|piece of)\b"),
    Cue("bad", Kind.COMPLAINT, 1.3, r"(?<!not )\b(?:bad|poor(?:ly)?|hate[ds]?|dislike\w*|disappoint\w+|annoy\w+|frustrat\w+|mediocre|meh|boring|clunky|confusing|complicated|cumbersome|clumsy|unintuitive|ugly|worse|useful not|unhappy|inferior|overrated|pointless|not worth)\b"),
    Cue("not_good", Kind.COMPLAINT, 1.4, r"\b(?:not|isn'?t|no|never|wasn'?t|don'?t|doesn'?t|didn'?t) (?:a |an |very |so |really |too |at all |that |as |the |even |)(?:good|great|nice|useful|happy|helpful|impressed|user[ -]?friendly|like|recommend|satisfied|intuitive|worth|pleased|easy|fan|love|ideal|interested|stars?)\b"),
    Cue("waste", Kind.COMPLAINT, 1.8, r"\bwast(?:e|ed|ing)\b|\b(?:0|zero|1|one|no) stars?\b|\b(?:do not|don'?t|dont|never|avoid) (?:buy\w*|download\w*|install\w*|bother|use|get|trust|purchas\w*|again)\b|\bstay away\b|\bavoid\b|\bregret\w*|\brip ?off\b|\bscam\w*|\bfraud\b|\bshame\w*|\bthumbs down\b|\bnever again\b|\bgo(?:ing)? back to\b|\breturn(?:ed|ing) (?:it|my|the)\b|\brefund\b|\b(?:uninstall|delet)(?:ed|ing)\b"),
    Cue("privacy", Kind.COMPLAINT, 1.4, r"\b(?:privacy|spy\w*|spyware|intrusive|invasive|personal (?:data|info\w*)|permissions?|tracking you|bloatware|malware|sell(?:s|ing)? (?:your|my|our) data|chinese|ads|advert\w*|expensive|overpriced|greedy|money grab|paywall|subscription|forced?|customer (?:service|support))\b"),
    Cue("anger", Kind.COMPLAINT, 1.0, r"[\U0001f44e\U0001f621\U0001f620\U0001f624\U0001f92c\U0001f612\U0001f61e\U0001f62d\U0001f622\U0001f4a9]|\bwtf\b|\bwhat the (?:hell|heck|f)\w*|\bfed up\b|\bsick of\b|\bangry\b|\bsad(?:ly)?\b|\bunfortunately\b|\bgot worse\b|\btoo (?:many|much|complicated|slow|hard|difficult|big|expensive|long)\b"),
)  # fmt: skip
QUESTION = (
    Cue("how_to", Kind.QUESTION, 1.8, r"\bhow (?:do|can|to|should|would|could|does|did|is|are|come|am|about) ?(?:i|we|you|one|it|this|the)?\b|\bhow (?:long|often|many|much|accurate)\b.*\?"),
    Cue("starts_asking", Kind.QUESTION, 1.4, r"^(?:\[?question\]?:? ?|hi|hello|hey|[ ,!.:])*(?:how|what|why|where|when|which|who|is it|is there|is this|are there|are you|can (?:i|we|you|someone|anyone|it)|could (?:you|someone|anyone|i)|does|do (?:i|we|you|they)|did|should (?:i|we)|will|would (?:it|you)|has anyone|any(?:one|body)?|am i|may i)\b"),
    Cue("possible", Kind.QUESTION, 1.2, r"\bis (?:it|there|this|that|the) (?:\w+ )?(?:possible|a way|any|any way|supposed|expected|intended|normal|correct|planned|supported|a plan|ok|safe|necessary|a bug)\b|\bare there (?:any|plans)\b|\bany (?:help|ideas?|plans?|updates?|chance|advice|pointers?|suggestions?|news|tips?|hints?|solution|workaround|thoughts|clue|guidance|eta|reason)\b"),
    Cue("help_me", Kind.QUESTION, 1.2, r"\b(?:help me|need (?:some )?help|please help|can (?:someone|anyone|anybody|somebody|you) (?:please )?(?:help|explain|tell|show|clarify|point|advise|confirm|share)|could (?:someone|anyone|you) (?:please )?(?:help|explain|tell|show|clarify|point|advise|confirm|share|provide)|does (?:anyone|anybody)|has (?:anyone|anybody)|anyone (?:know|else|have)|thanks in advance|tell me|let me know|guide me|would be appreciated|much appreciated|appreciate (?:any|your))\b"),
    Cue("wonder", Kind.QUESTION, 1.3, r"\b(?:wonder(?:ing)?|curious|confus\w+|not sure|unsure|don'?t (?:know|understand|get)|do not (?:know|understand)|didn'?t (?:find|understand)|couldn'?t find|can'?t (?:find|figure|understand)|figure out|i(?:'m| am)? (?:trying|looking|new) to|want(?:ed)? to (?:know|ask|understand)|like to (?:know|ask|understand)|what i(?:'m| am) (?:doing|missing)|am i (?:doing|missing)|trying to (?:understand|figure))\b"),
    Cue("question_word", Kind.QUESTION, 1.5, r"\bquestions?\b|\bfaq\b|\bstack ?overflow\b|\b(?:forum|discord|mailing list|support ticket)\b|\bask(?:ing)? (?:here|about|if|for|a|you|this)\b"),
    Cue("explain", Kind.QUESTION, 1.0, r"\b(?:explain\w*|explanation|clarif\w+|understand(?:ing)?|documentation|documented|docs|tutorials?|examples?|meaning of|what (?:is|are|does|do|would|should) (?:the|this|these|it|i|we|you|a)|difference between|best (?:way|practices?)|recommended|proper way|right way|correct way|where (?:can|do|is|should|are) (?:i|we|the)|which (?:version|one|is|are)|why (?:is|are|does|do|did|not|would|can)|when (?:will|is|can))\b"),
    Cue("mark", Kind.QUESTION, 0.9, r"\?"),
    Cue("ends_asking", Kind.QUESTION, 1.1, r"\?[\s)\"']*(?:thanks?[^\n]{0,30}|regards[^\n]{0,20})?$"),
)  # fmt: skip
CUES = BUG + IDEA + PRAISE + COMPLAINT + QUESTION
