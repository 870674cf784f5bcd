"""Folders of articles -> knowledge base: beside the one in service, checked, then in its place in one step."""

from knowledge.build.apart import build_apart
from knowledge.build.pipeline import Pipeline, shipped_pipeline
from knowledge.build.run import build

__all__ = ["Pipeline", "build", "build_apart", "shipped_pipeline"]
