"""The chain of states: guards, checklists, capacity, cascades, translations in step.

Everything that changes where an item stands passes through `states`; doors call `submission`,
`steps` and the workflow tool, never a rule of their own.
"""
