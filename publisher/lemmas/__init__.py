"""Base forms of Finnish and Swedish words: by simplemma, and by what is compiled from it once.

simplemma's dictionary of Finnish takes seconds and hundreds of megabytes to load. What builds and
browsers need of it is compiled to files that are mapped into memory (`compiling`), asked for single
words (`dictionary`), and split into the parts of compounds (`analysis`).
"""
