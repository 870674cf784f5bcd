"""One identity over all articles: the same full name is the same person, a surname alone never is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.extract.clusters import Cluster, Namesakes
from knowledge.extract.names import name_parts
from knowledge.ids import short_id
from knowledge.model import Findings, Gender, LocalPerson, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MOST_ALIASES = 12


@dataclass(frozen=True, slots=True)
class Identity:
    """A person over all articles; `members` pairs each article's id with an index into its `Findings.people`."""

    person: Person
    members: tuple[tuple[str, int], ...]


def unify(articles: Mapping[str, Findings]) -> tuple[Identity, ...]:
    """Resolve the people of all articles to identities. The order of the articles makes no difference.

    Full names that are equal (a middle name may be missing) are one person unless their native names differ. Groups
    without a name of their own ("senior officials") and unnamed speakers stay apart, article by article.
    """
    namesakes: dict[tuple[str, ...], Namesakes] = defaultdict(Namesakes)
    nameless: list[Cluster] = []
    for article in sorted(articles):
        for index, person in enumerate(articles[article].people):
            member = (article, index, person)
            if is_nameless(person):
                nameless.append(Cluster(name_parts(person.name), None, [member]))
            else:
                namesakes[_key(person)].add(member)
    named = [c for found in namesakes.values() for c in _settle(found.clusters)]
    everybody = [*((c, "") for c in named), *((c, c.members[0][0]) for c in nameless)]
    identities = [_identity(c, where) for c, where in _told_apart(everybody)]
    return tuple(sorted(identities, key=lambda i: i.person.id))


def _told_apart(everybody: Iterable[tuple[Cluster, str]]) -> Iterator[tuple[Cluster, str]]:
    """Clusters with what tells them from others of their name: where they stood; for a second one, the exact place."""
    seen: set[tuple[object, ...]] = set()
    for cluster, where in everybody:
        key = (cluster.members[0][2].group, name_parts(_fullest(cluster)), cluster.native, where)
        article, index, _ = min(cluster.members, key=lambda m: m[:2])
        yield cluster, (f"{article} {index}" if key in seen else where)
        seen.add(key)


def is_nameless(person: LocalPerson) -> bool:
    """Whether somebody is only described: the last word of the name is a common noun."""
    return person.native_name is None and person.name.split()[-1][:1].islower()


def _key(person: LocalPerson) -> tuple[str, ...]:
    """First and last word of a person's name; all words of a group's."""
    parts = name_parts(person.name)
    if person.group or len(parts) < 3:
        return ("group" if person.group else "person", *parts)
    return ("person", parts[0], parts[-1])


def _settle(found: list[Cluster]) -> Iterable[Cluster]:
    """A name without its native form joins the one person who bears it, when there is only one and nothing is against.

    Against it is another gender, another middle name, an article that has both of them as two people; and another
    without native form who could join as well, but not the same person.
    """
    native = [c for c in found if c.native is not None]
    if len(native) != 1:
        return found
    (bearer,) = native
    articles = _articles(bearer)
    joining = _agreeing([c for c in found if c is not bearer and not _apart(bearer, c) and not articles & _articles(c)])
    for cluster in joining:
        bearer.members.extend(cluster.members)
        bearer.parts = max(bearer.parts, cluster.parts, key=lambda p: (len(p), p))
    joined = set(map(id, joining))
    return [c for c in found if id(c) not in joined]


def _apart(one: Cluster, other: Cluster) -> bool:
    middles = {_middle(one), _middle(other)} - {()}
    return {one.gender, other.gender} == {Gender.FEMALE, Gender.MALE} or len(middles) > 1


def _agreeing(clusters: list[Cluster]) -> list[Cluster]:
    """Those that may all be one person; counted, not compared with each other, because there may be thousands."""
    genders = {c.gender for c in clusters} >= {Gender.FEMALE, Gender.MALE}
    middles = {_middle(c) for c in clusters if _middle(c)}
    articles = Counter(article for c in clusters for article in _articles(c))
    return [
        c
        for c in clusters
        if not (genders or (len(middles) > 1 and _middle(c)) or any(articles[a] > 1 for a, _, _ in c.members))
    ]


def _articles(cluster: Cluster) -> set[str]:
    return {article for article, _, _ in cluster.members}


def _middle(cluster: Cluster) -> tuple[str, ...]:
    return cluster.parts[1:-1]


def _identity(cluster: Cluster, where: str) -> Identity:
    name = _fullest(cluster)
    aliases = Counter(a for _, _, p in cluster.members for a in (p.name, *p.aliases) if a != name)
    local = [p for _, _, p in cluster.members]
    kind = "group" if local[0].group else "person"
    person = Person(
        id=short_id("p", kind, " ".join(name_parts(name)), cluster.native or "", where),
        name=name,
        native_name=cluster.native,
        aliases=tuple(a for a, _ in sorted(aliases.items(), key=lambda item: (-item[1], item[0]))[:_MOST_ALIASES]),
        group=any(p.group for p in local),
        author=any(p.author for p in local),
    )
    return Identity(person, tuple(sorted((article, index) for article, index, _ in cluster.members)))


def _fullest(cluster: Cluster) -> str:
    """The fullest form of the name; among equals the most frequent, then the first by alphabet."""
    names = Counter(p.name for _, _, p in cluster.members)
    return min(names, key=lambda n: (-len(n.split()), -names[n], n))
