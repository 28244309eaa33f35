"""The editor's server: a plan as text in memory → what an editor shows of it and offers to do.

``server`` and ``protocol`` speak to the editor and are the only modules that know it; all others take an
`OpenPlan` and offsets in characters, and give plain data with offsets, so that they can be tried without an
editor. What is said and done comes from `luzplan.check` and `luzplan.edit`: nothing is decided here.
"""
