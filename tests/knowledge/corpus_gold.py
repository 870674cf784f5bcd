"""Who says what in the digests that ship, passage by passage.

Each passage is named by its first words, and has its speakers with the marked words of each; a speaker without words
is paraphrased there. Where several names stand beside one another, with "|" between them, each of them is right.
A passage that is missing here quotes nobody. The order of words means nothing.
"""

from __future__ import annotations

Speakers = dict[str, tuple[str, ...]]

THAW: dict[str, Speakers] = {
    "When Washington": {
        "Wang Yi": ("window for peace", "supports all efforts dedicated to peace", "constructive role"),
    },
    "Behind the scenes": {"Reid Standish": (), "experts and former officials": ()},
    "Dennis Wilder": {
        "Dennis Wilder": (
            "the Chinese have seen this coming since Trump was elected",
            "Moscow’s dependency on China decreases",
        ),
    },
    "Since the election": {
        "Dennis Wilder|very senior Chinese officials": ("only Trump goes to Moscow",),
        "some analysts": ("reverse Nixon",),
    },
    "The Chinese see": {
        "Dennis Wilder": (
            "someone who is uniquely placed to run against",
            "but their strong alignment today could diminish",
        ),
    },
    "Lucian Kim": {"Lucian Kim": ("not a reset but a wholesale realignment", "a roadblock to closer cooperation")},
    "Senior U.S. officials": {
        "senior U.S. officials": (),
        "Marco Rubio": ("geopolitical and economic cooperation",),
        "Keith Kellogg": ("to force", "uncomfortable with"),
    },
    "U.S. Vice President": {"JD Vance": ("It’s not in Putin’s interest to be the little brother",)},
    "The Trump administration": {
        "Trump administration": (),
        "Robert O’Brien": ("Until we get the Ukrainian situation solved", "have a chance to make a run at Russia"),
    },
    "Sari Arho Havren": {
        "Sari Arho Havren": (
            "would prefer to see a weak Russia",
            "continuing the Ukraine war would better serve Beijing",
        )
    },
    "Arho Havren says": {
        "Sari Arho Havren": ("historically there is distrust between them that won’t go away",),
        "U.S. policymakers": (),
    },
    "Steve Tsang": {
        "Steve Tsang": (
            "Xi does not want Putin to fail in the war",
            "a positive",
            "a reversal of U.S. posture post-Trump",
        ),
    },
    "Trump himself": {
        "Donald Trump": (),
        "Sari Arho Havren": (
            "Everything is moving very quickly",
            "but there is room for that to change",
            "isn’t happy with what it sees right now",
        ),
    },
}

REAR: dict[str, Speakers] = {
    "Security comes first": {
        "Zhao Huasheng": (
            "greatest strategic pressure coming from the sea",
            "a relatively stable strategic rear",
            "invisible and seemingly unremarkable in times of peace",
        ),
    },
    "Good relations help": {
        "Zhao Huasheng": (
            "ensure the basic stability of half of Eurasia",
            "into a state of turmoil and uncertainty",
        ),
    },
    "Zhao calls Taiwan": {
        "Zhao Huasheng": (
            "the greatest strategic challenge facing China",
            "like the sword of Damocles hanging over [our] head",
            "an extremely difficult and complex international environment",
        ),
    },
    "Zhao does not expect": {
        "Zhao Huasheng": ("completely", "probably the only one", "this will be a strategic success for China"),
    },
    "Russia accounts": {
        "Zhao Huasheng": (
            "the most important foreign source of energy",
            "[perhaps] even the only foreign source of oil",
        ),
    },
    "Other Chinese scholars": {
        "other Chinese scholars": (),
        "Zhao Huasheng": ("China’s push to build a new international order",),
    },
    "Wang Xiaoquan": {
        "Wang Xiaoquan": ("‘half of the sky’ [半边天] for each other’s security and development",),
    },
    "Zhao acknowledges": {
        "Zhao Huasheng": ("does not imply supporting all of Russia’s actions and policies",),
    },
    "“Russia is not infringing": {
        "Zhao Huasheng": (
            "Russia is not infringing China’s core interests",
            "Why should [we] take the initiative to destroy a friendly relationship?",
            "would be much easier",
        ),
    },
    "If interests come": {"Thomas des Garets Geddes": (), "Tang Shiping": ()},
    "Yang Jiemian": {"Yang Jiemian": ("an extremely unfavourable strategic situation",)},
    "Feng Shaolei": {"Feng Shaolei": ("proactive",)},
}

COSTS: dict[str, Speakers] = {
    "Thomas des Garets Geddes": {"Thomas des Garets Geddes": ()},
    "Xu Mingqi": {
        "Xu Mingqi": (
            "largely negative [for us]",
            "I cannot see China benefitting from it",
            "put global economic governance in jeopardy",
        ),
    },
    "Yan Xuetong": {
        "Yan Xuetong": (
            "has strained China’s relations with some of its neighbours",
            "distanced Beijing from many developing nations",
        ),
    },
    "Zhou Bo": {"Zhou Bo": ("the last thing China wants", "is not always on the side")},
    "Yang Jiemian": {"Yang Jiemian": ()},
    "Disapproval shows": {
        "Wang Wen": ("to do his best to avoid conflicts", "better than [his] special military operations"),
    },
    "Feng Yujun": {"Feng Yujun": ("the imperial logic", "alarming", "discursive bubble")},
    "Yuan Gang": {
        "Yuan Gang": (
            "was the greatest scourge of all",
            "Would China resign itself to this fate?",
            "strategic space",
            "What is the difference between this and Hitler’s cry for ‘Lebensraum’?",
        ),
    },
    "Lu Shaye": {"Lu Shaye": (), "Beijing": ()},
    "On parting": {"Xi Jinping": ("dear friend", "we are driving this change together"), "scholars": ()},
    "Zhao Long": {
        "Zhao Long": ("the careful reform and improvement", "hopes for its complete disintegration"),
        "Huang Jing": (),
    },
    "Tang Shiping": {
        "Tang Shiping": ("remains an important strategic partner of China", "surely faces growing challenges"),
    },
    "As Feng Yujun": {"Feng Yujun": (), "Thomas des Garets Geddes": ()},
}

ALLIANCE: dict[str, Speakers] = {
    "Are China and Russia": {"UK civil servant|civil servant": ("into some form of formal alliance structure",)},
    "Thomas des Garets Geddes": {"Thomas des Garets Geddes": ()},
    "Ding Xiaoxing": {
        "Ding Xiaoxing": (
            "Forging a partnership without forming an alliance [结伴不结盟]",
            "if inequalities in the relationship were to reappear",
        ),
    },
    "Yan Xuetong": {"Yan Xuetong": ()},
    "Zhao Huasheng": {"Zhao Huasheng": (), "these scholars": ()},
    "Wang Dong": {
        "Wang Dong": ("but avoid entering an outright alliance", "will continue to pursue a hedging strategy"),
    },
    "There is a": {"Beijing": ("bottom line",), "Thomas des Garets Geddes": (), "China": ()},
}

GOLD: dict[str, dict[str, Speakers]] = {
    "beijing-uneasy-over-us-russia-thaw.md": THAW,
    "russia-as-chinas-strategic-rear.md": REAR,
    "what-the-ukraine-war-costs-china.md": COSTS,
    "partners-without-an-alliance.md": ALLIANCE,
}
