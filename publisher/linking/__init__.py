"""Subjects out of a thesaurus, suggested for §§ and never asserted as fact."""
