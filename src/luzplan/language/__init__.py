"""How the two small languages are read, of deadlines and of executors, and how to teach them a new form.

A phrase becomes *items*: parts with a place in the text and a *label*, which says what the part is to the
grammar and nothing more («15» a number, «мая» a month in the genitive). Words get their labels from a
vocabulary file, an entry a line (``deadline/words.txt``, ``executor/roles.txt``); figures and signs from the
lexer. Then *stages* of *rows* (``grammar.txt`` of each) pass over the phrase, each row a pattern over labels
and a builder:

    days:DAYS months:a_month YEAR -> days_of_months

- Small letters are a label or a group of labels, capitals a sequence that the file defines at its top;
  ``slot:`` names what the next label, sequence or bracket matches, and the builder is given its items under
  this name, so that it never looks for them again. All else means what it means to ``re``, brackets, ``|``,
  ``?``, looking ahead and behind included.
- A builder gives the items that take the place of those that matched, or None if they stay as they are.
- A stage passes from left to right. The row counts that matches first; of several that start at one place
  the one that stands first in the file. What one stage makes, the next ones see: numbers and times before
  days, days before months, months before lists and ranges.
- Which rows and stages a phrase needs follows from the patterns: rows whose labels it lacks are not even
  compiled, stages without rows for it are passed over. Nobody keeps a list of that.

After the last stage the deadlines' ``reader`` weighs what is there (a recurrence before dates, dates before
the whole year, that before «по графику»), and ``leftovers`` looks at what no row took: a word or a number
that may change the days makes the phrase *unknown*, pointed at; a place, a class, a remark does not. So a row
that is missing costs a reading, never a wrong one; keep it so.

To teach a form of deadlines, «до конца смены» say:

1. Write the phrase and what a person reads in it into a table of ``tests/data/deadlines``, with two
   neighbours that must not change, before anything else.
2. Is it a word? Add its form to ``deadline/words.txt``, under the label of the words that are used like it.
3. Is it an order of words? Add a row to the stage of ``deadline/grammar.txt`` that makes such a thing, over
   labels and not over words, with a builder that is there; most forms are a spelling of one that is known.
4. Is it a new meaning? Write a builder in the module whose things it makes (``parts`` of periods, named
   ``periods``, ``cycles`` that recur, ``ranges`` and bounds). It may raise ``DeadlineError`` for words that
   cannot be meant so, such as «31 февраля».

Executors are read the same way; what their labels, stages and files are stands in ``executor/__init__.py``.
``luzplan when «фраза»`` tells how a phrase is read. ``cascade`` is the engine, and reads the file of rows.
"""
