"""Corrections, applied: what each means in a base as it was extracted, and which of them mean nothing any more."""

from knowledge.correct.apply import Settled, enforce, settle

__all__ = ["Settled", "enforce", "settle"]
