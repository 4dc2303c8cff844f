"""Where something stands: in a school's file, in a file of the law, or in a file of another program.

A `Place` is made of steps from the outside in, and may end in a span of characters. Its text, ``str(place)``, has one
grammar, which `Place.parse` reads back; nothing else makes or reads such texts.

::

    $                                   the file as a whole
    sheets[3].current_state[1].text     names of facts, numbers in lists counted from 0
    sheets[3].strengths:5-9             characters 5 to 9 of a text, counted from 1
    ratings.1.3.a                       below "ratings" a code is one step, with its points
    data.pupils.grade_1.2015-2016       keys like names
    criterion."1.3".title               any other key in double quotes, escaped as in JSON
    paragraph 12                        parts of other programs' files, counted from 1
    table 3, row 2, column 1
    minhchung!B4                        a cell on a sheet, as Excel writes it
    file word/document.xml, line 7
"""

from __future__ import annotations

from kdcl.places.grammar import PlaceError
from kdcl.places.parts import Part, PartKind, Step, Steps
from kdcl.places.place import ROOT, Place, in_file
from kdcl.places.resolving import HasSteps, UnknownPlaceError, resolve

__all__ = [
    "ROOT",
    "HasSteps",
    "Part",
    "PartKind",
    "Place",
    "PlaceError",
    "Step",
    "Steps",
    "UnknownPlaceError",
    "in_file",
    "resolve",
]
