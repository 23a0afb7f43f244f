"""SHACL: shapes compiled to Python functions, applied to one small graph or to a whole store."""

from publisher.shacl.results import Result
from publisher.shacl.validation import Shapes

__all__ = ["Result", "Shapes"]
