"""People of all articles brought together name by name, without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import heappop, heappush

from knowledge.extract.names import name_parts
from knowledge.model import Gender, LocalPerson

Parts = tuple[str, ...]
Member = tuple[str, int, LocalPerson]
_ANY = tuple(Gender)
_Heap = list[tuple[int, "Cluster", Parts, Gender]]


@dataclass(slots=True)
class Cluster:
    """Members that are one person: `parts` of the fullest name, the native name, the gender if any member tells it."""

    parts: Parts
    native: str | None
    members: list[Member] = field(default_factory=list)
    gender: Gender = Gender.UNKNOWN
    free: bool = True

    def take(self, member: Member, parts: Parts) -> None:
        """Take in a member, whose name may be the fuller one."""
        self.members.append(member)
        self.parts = max(self.parts, parts, key=lambda p: (len(p), p))
        if self.gender is Gender.UNKNOWN:
            self.gender = member[2].gender


class Namesakes:
    """The clusters of everybody whose full names agree but for middle names.

    Members are added article by article. Each joins the first cluster whose native name is theirs, whose name is theirs
    but for a middle name, and that holds neither a member of their article nor one of another gender: two people of
    one article stay two, and so do "Mr Hale" and "Mrs Hale". Clusters that can be joined wait in heaps by what they
    allow, so that a thousand namesakes cost a thousand look-ups and not a million.
    """

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._waiting: dict[tuple[str | None, Parts | None, Gender], _Heap] = defaultdict(list)
        self._taken: list[int] = []
        self._article: str | None = None

    def add(self, member: Member) -> None:
        """Let a member join the first cluster that fits, or begin one."""
        article, _, person = member
        if article != self._article:
            self._release()
            self._article = article
        parts = name_parts(person.name)
        place = self._first(parts, person)
        if place is None:
            place = len(self.clusters)
            self.clusters.append(Cluster(parts, person.native_name))
        self.clusters[place].take(member, parts)
        self.clusters[place].free = False
        self._taken.append(place)

    def _first(self, parts: Parts, person: LocalPerson) -> int | None:
        """The earliest cluster that fits; a name without a middle name fits each middle name."""
        names: tuple[Parts | None, ...] = (None,) if len(parts) == 2 else (parts,)
        if len(parts) > 2:
            names = (parts, (parts[0], parts[-1]))
        genders = _ANY if person.gender is Gender.UNKNOWN else (person.gender, Gender.UNKNOWN)
        found: int | None = None
        for name in names:
            for gender in genders:
                heap = self._waiting.get((person.native_name, name, gender))
                place = _top(heap) if heap else None
                if place is not None and (found is None or place < found):
                    found = place
        return found

    def _release(self) -> None:
        """An article is over: what its people joined can be joined by those of the next."""
        for place in self._taken:
            cluster = self.clusters[place]
            cluster.free = True
            for name in (None, cluster.parts):
                heap = self._waiting[cluster.native, name, cluster.gender]
                heappush(heap, (place, cluster, cluster.parts, cluster.gender))
        self._taken.clear()


def _top(heap: _Heap) -> int | None:
    """The first place in a heap whose cluster still is as it was when it was put there."""
    while heap:
        place, cluster, parts, gender = heap[0]
        if stands(cluster, parts, gender):
            return place
        heappop(heap)
    return None


def stands(cluster: Cluster, parts: Parts, gender: Gender) -> bool:
    """Whether a cluster is free, with the name and gender that it waits under."""
    return cluster.free and cluster.parts == parts and cluster.gender is gender
