"""Files that nobody vouches for: opened safely, and given as lines and tables of text that can be compared.

`package` opens the zip archive and its parts, `conversion` brings old formats up to date, `body` reads what a person
sees in a Word file (`markup` and `numbering` are its knowledge of Word), `content` is the result, and `folding` makes
texts comparable. Every reader stands on this room; it knows nothing of reports, lists or laws.
"""
