"""Words that tell people, groups and their titles apart: general English, no names of this corpus."""

from __future__ import annotations

FEMALE_TITLES = frozenset(
    "mrs. ms. miss mrs ms madam madame mme dame lady queen princess sister baroness duchess".split()
)
MALE_TITLES = frozenset("mr. mr sir lord king prince father brother fr. baron duke monsieur".split())
FEMALE_RELATIVES = frozenset("wife mother daughter sister aunt niece widow grandmother stepmother girlfriend".split())
MALE_RELATIVES = frozenset("husband father son brother uncle nephew widower grandfather stepfather boyfriend".split())

# Stand before a name, capitalised, and are not part of it.
TITLES = (
    FEMALE_TITLES
    | MALE_TITLES
    | frozenset(
        """
    mx. dr. dr prof. prof professor president vice vice-president president-elect premier prime minister
    secretary chancellor ambassador envoy consul sen. sen senator rep. rep reps. sens. representative
    congressman congresswoman gov. gov governor mayor councillor councilman councilwoman alderman assemblyman
    delegate judge justice chief general gen. gen colonel col. lieutenant lt. captain capt. major maj. sergeant
    sgt. corporal cpl. admiral adm. commander cmdr. marshal brigadier private officer detective inspector
    constable sheriff deputy superintendent commissioner director chairman chairwoman chairperson chair
    spokesman spokeswoman spokesperson speaker leader head coach manager attorney attorneys solicitor prosecutor
    counsel rev. rev reverend bishop archbishop cardinal pope rabbi imam sheikh sheik ayatollah mullah monsignor
    pastor patriarch emperor sultan emir state foreign interior defence defense finance health education trade
    energy treasury labor labour justice national security adviser advisor special acting former ex- deputy
    senior lead economist analyst historian author writer editor reporter correspondent columnist scientist
    researcher founder ceo cfo cto aide nominee candidate republican democrat democratic conservative hon. party
    democrats republicans gop comrade mp mep msp lawyer pollster strategist undersecretary co-founder co-author
    actor actress singer director-general secretary-general lawmaker governor-general host anchor
    """.split()
    )
)
SUFFIXES = frozenset("jr. jr sr. sr ii iii iv phd ph.d. md m.d. esq. esq obe mbe cbe qc kc".split())
PARTICLES = frozenset(
    "de la le du des del della di da dos das do van von der den ter ten bin bint ibn al el ben y e zu af av".split()
)

# A name that holds one of these is an organisation.
ORGANISATION_WORDS = frozenset(
    """
    shipping foods energy oil gas steel software pharma pharmaceuticals electric motor stores insurance securities
    capital ventures logistics mining resources solutions consulting research fisheries affairs
    university institute institution ministry department council committee commission party agency bank corp.
    corp inc. inc ltd ltd. company co. group association foundation center centre court house senate congress
    parliament union journal times post news press tribune herald gazette magazine network radio television tv
    club fund trust society federation league organization organisation alliance bureau office administration
    authority service services force forces army navy police college school academy hospital church chamber
    board coalition campaign project initiative forum summit conference laboratory laboratories lab museum
    airlines airways industries international partners holdings systems technologies motors pictures records
    studios studio games act treaty agreement accord war street avenue road river lake mount island islands sea
    ocean bay county city town village district province region valley park square airport station bridge tower
    building
    """.split()
)

# Common nouns for one who speaks; used where the tagger is unsure.
PERSON_NOUNS = frozenset(
    """
    spokesman spokeswoman spokesperson official officials minister ministers president secretary director
    analyst analysts expert experts scholar scholars researcher researchers scientist scientists professor
    economist economists diplomat diplomats lawmaker lawmakers senator senators adviser advisers advisor
    advisors aide aides lawyer lawyers attorney attorneys prosecutor prosecutors judge judges officer officers
    policeman chief chairman chairwoman head leader leaders critic critics supporter supporters opponent
    opponents activist activists campaigner campaigners witness witnesses resident residents voter voters
    candidate candidates coach manager player players teammate editor author writer journalist reporter
    columnist commentator commentators observer observers source sources investigator investigators authorities
    executive executives founder fellow colleague colleagues friend friends neighbor neighbour neighbors
    neighbours mother father son daughter brother sister wife husband widow parents family relatives doctor
    doctors nurse nurses patient patients teacher teachers student students worker workers farmer farmers driver
    owner owners spokesmen people man woman men women boy girl child children victim victims survivor survivors
    strategist strategists historian historians intellectual intellectuals academic academics politician
    politicians mayor governor ambassador envoy general commander commanders soldier soldiers veteran
    republicans democrats conservatives liberals allies rivals skeptics sceptics insiders pundits mp mps peer
    peers councillor councillors veterans shareholders investors traders consumers economists insurers
    regulators ministers correspondent specialist specialists consultant physicist biologist chemist astronomer
    engineer engineers paramedic firefighter firefighters captain sergeant detective detectives sheriff deputy
    constable pollster nominee figure figures servant servants dissident dissidents journalists reporters
    writers authors commentator delegate delegates
    """.split()
)

# What people in general say: marked words beside one of these are nobody's.
SAYINGS = frozenset("saying proverb expression adage idiom maxim motto slogan aphorism cliche".split())

# Marked words after these are titles and terms, not speech.
NAMING = frozenset(
    """
    so-called called titled entitled dubbed named nicknamed known film movie book novel song album single show
    series episode play musical poem essay painting game documentary column podcast magazine programme program
    track hit opera ballet exhibition sculpture report headlined labeled labelled word term phrase
    """.split()
)

FEMALE_NAMES = frozenset(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty sandra
    ashley dorothy kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon
    cynthia kathleen amy shirley angela helen anna brenda pamela nicole ruth katherine samantha christine emma
    catherine debra virginia rachel carolyn janet maria heather diane julie joyce victoria kelly christina joan
    evelyn lauren judith olivia cheryl megan andrea hannah jacqueline martha gloria teresa ann sara madison
    frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle
    beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary chelsea melania
    ivanka nikki carly elena olga natalia tatiana svetlana irina ekaterina anastasia yulia oksana ksenia galina
    ludmila lyudmila nadezhda vera valentina larisa marina zhanna fatima aisha leila layla amina khadija zainab
    mariam maryam noor samira yasmin nadia huda rania priya anjali sunita lakshmi indira sonia meera deepa
    kavita pooja neha shreya angelina carmen rosa lucia elena sofia isabel pilar dolores guadalupe ana beatriz
    claudia gabriela mariana paula silvia veronica monica alejandra ingrid astrid greta birgit heike ursula
    petra sabine claire camille chloe juliette sophie amelie brigitte francoise genevieve helene ines chiara
    giulia francesca alessandra paola federica yuki keiko yoko naoko sakura akiko michiko kate katie jane anne
    lucy molly zoe ella chloe eleanor florence harriet imogen jemima poppy rosie theresa nicola fiona moira
    ailsa isla kirsty siobhan aoife niamh sinead ruth naomi esther miriam tamar shira noa gwen megan bethan
    carys maggie peggy sally wendy tracy tracey tina tara stacey shannon robin rita renee paige norma miranda
    mindy meredith marjorie lynn lydia loretta lois leslie kristen kristin kerry kathy kara jill jeanne jan
    jamie holly hope gail faith erin elaine eileen edith dana crystal courtney connie colleen claudia cindy
    candace bonnie bernadette becky audrey april annette angie allison alison agnes adele zsuzsanna katalin
    eszter agnes judit ilona erzsebet
    """.split()
)
MALE_NAMES = frozenset(
    """
    james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony
    mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald jason edward jeffrey ryan
    jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander
    patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah
    ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan
    jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph
    bobby russell bradley philip eugene barack bernie ted marco jeb mitt joe mike bill bob tom tim jim ben ken
    ron dan dave steve rick chris matt greg jeff doug vladimir dmitry dmitri sergei sergey alexei aleksei
    aleksandr alexandr ivan igor oleg boris nikolai mikhail yuri anatoly viktor konstantin pavel andrei andrey
    maxim maksim ruslan volodymyr petro oleksandr ahmed ahmad mohammed muhammad mohamed mohammad omar ali hassan
    hussein khalid ibrahim yusuf yousef mustafa mahmoud abdullah abdul karim tariq bashar recep raj rahul amit
    sanjay vijay arun anil suresh ramesh narendra arvind carlos luis miguel pedro jorge manuel javier fernando
    rafael alejandro diego pablo sergio ricardo eduardo hugo felipe andres hans klaus jurgen wolfgang dieter
    heinz fritz stefan karl friedrich pierre jean-claude jacques francois michel emmanuel nicolas philippe
    laurent marcel olivier giovanni giuseppe marco luca matteo paolo antonio francesco roberto alessandro
    hiroshi takashi kenji satoshi shinzo ichiro lucian reid dennis liam oliver harry alfie charlie freddie
    archie oscar leo callum jamie ewan hamish angus alasdair rhys gareth owen dylan cian declan eoin seamus
    padraig niall simon neil nigel ian graham trevor clive derek geoffrey malcolm stuart barry colin duncan
    kumar ravi lindsey rand newt rudy reince corey paul herman glenn rush sheldon warren jared bret brett chuck
    clark clay cliff clint cody curtis dale darrell dean derrick dominic don donnie duane dwight earl eddie
    edwin ernest evan felix floyd francis fred gene gilbert gordon grant guy harvey herbert howard hugh isaac
    ivan jay jesus jimmy joel johnny julian kurt lance lee leon leonard lewis lloyd louis luke marc mario martin
    marvin maurice max melvin milton mitch morris neal norman oscar perry phil preston ray reginald rene rex
    rodney roland ross ruben salvador sam shane shawn sidney stanley theodore todd tony travis troy vernon
    victor vince wade warren wesley zoltan laszlo istvan ferenc gyorgy janos sandor tibor attila viktor
    """.split()
)

MONTHS = frozenset("january february march april may june july august september october november december".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

# Family names that come first in romanised Chinese, Korean and Vietnamese names (the most frequent, in pinyin and
# common spellings), with which "Li Hua" is "Li" thereafter and not "Hua".
FAMILY_FIRST = frozenset(
    """
    wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han
    tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du
    dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao
    meng long wan duan qian lei yin chang wen pang qiao he lai gong ni mei xi cui kim lee park choi jung kang
    cho yoon jang lim shin kwon oh nguyen tran pham hoang phan vo dang bui ngo duong ly moon ahn hwang ryu seo
    """.split()
)

# Stand for people where no noun does: "many say", "others argue".
QUANTIFIERS = frozenset(
    """
    some many others most several both all everyone everybody somebody someone one two three four five another
    half majority minority those who people no-one
    """.split()
)
# "Few predict that", "nobody said that", "one must assume that": nobody in particular says it.
NOBODY = frozenset("few no nobody none neither nor nothing no-one you".split())

# Texts that say things.
DOCUMENTS = frozenset(
    """
    report reports study studies poll polls survey surveys statement letter memo memorandum document documents
    email emails e-mail article book books paper papers review investigation filing filings lawsuit complaint
    indictment affidavit law bill constitution data figures results findings records website newspaper magazine
    daily editorial column post tweet message note release advertisement ad ads transcript communique
    declaration treaty charter dispatch account analysis assessment estimate forecast bulletin leaflet manifesto
    platform resolution ruling verdict order notice website site page story stories headline headlines media
    press research guide manual text census
    """.split()
)
# Bodies that speak.
BODIES = frozenset(
    """
    government ministry department agency office committee commission council board court parliament congress
    senate house cabinet party campaign administration company firm bank group organization organisation
    association union federation league club team university institute centre center hospital police army
    military force forces regime leadership authority church embassy delegation panel jury tribunal newspaper
    network station broadcaster watchdog regulator regulators charity foundation coalition alliance bloc family
    camp side industry community crowd public opposition establishment staff management country nation state
    city town village neighborhood world west kremlin
    """.split()
)

SPEAKERS = PERSON_NOUNS | QUANTIFIERS | DOCUMENTS | BODIES
MEASURES = frozenset(
    "share number group series majority handful couple lot range minority dozen dozens hundreds some".split()
)

# Places of two words, each of which may be a person's name or no name at all.
PLACE_PAIRS = frozenset(
    f"{first} {second}"
    for first, seconds in {
        "new": "jersey york mexico hampshire zealand delhi orleans haven england brunswick",
        "north": "carolina dakota korea macedonia", "south": "carolina dakota korea africa sudan",
        "west": "virginia bank", "rhode": "island", "puerto": "rico", "costa": "rica", "sri": "lanka",
        "saudi": "arabia", "hong": "kong", "el": "salvador", "burkina": "faso", "sierra": "leone", "cape": "verde",
        "los": "angeles", "las": "vegas", "san": "francisco diego antonio jose juan", "northern": "ireland",
        "british": "columbia", "nova": "scotia", "buenos": "aires", "addis": "ababa", "kuala": "lumpur",
        "tel": "aviv", "abu": "dhabi",
    }.items()
    for second in seconds.split()
)  # fmt: skip

PLACES = frozenset(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus
    belgium belize benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria burma burundi cambodia
    cameroon canada chad chile china colombia congo croatia cuba cyprus czechia denmark ecuador egypt england
    eritrea estonia ethiopia europe fiji finland france gabon gambia georgia germany ghana greece greenland
    guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy
    jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya
    liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta mauritania
    mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal netherlands
    nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal
    qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan suriname
    sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia turkey turkmenistan uganda ukraine
    uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe africa asia america crimea siberia xinjiang
    tibet chechnya catalonia kashmir gaza moscow beijing washington london paris berlin kyiv kiev tokyo seoul
    pyongyang taipei delhi islamabad tehran baghdad damascus ankara istanbul athens rome madrid lisbon vienna
    budapest warsaw prague bucharest sofia belgrade zagreb minsk riga vilnius tallinn helsinki stockholm oslo
    copenhagen brussels geneva dublin edinburgh cairo nairobi lagos johannesburg riyadh doha dubai jerusalem
    beirut amman kabul dhaka hanoi bangkok manila jakarta canberra sydney ottawa toronto havana caracas bogota
    lima santiago brasilia shanghai hongkong kremlin pentagon u.s. us uk u.k. eu e.u. un u.n. ussr uae texas
    california florida ohio iowa michigan pennsylvania virginia wisconsin arizona nevada colorado illinois
    indiana kentucky tennessee alabama mississippi louisiana arkansas missouri oklahoma kansas nebraska
    minnesota oregon utah idaho montana wyoming maine vermont massachusetts connecticut delaware maryland hawaii
    alaska boston chicago philadelphia detroit houston dallas atlanta miami seattle denver
    """.split()
)
