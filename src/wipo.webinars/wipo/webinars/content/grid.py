"""The grid in which an editor fills the structured lists: origins (R9), experts (R11) and promotion
(R18).

A grid ends with an empty row for what is to be added. The script of the page numbers that row as
soon as the focus leaves it; sent before that, or without a script, the row has no number and
collective.z3cform.datagridfield drops it without a word. Here it counts as soon as it is filled.
"""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldWidget
from typing import Any
from z3c.form.interfaces import IDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IFormLayer
from z3c.form.interfaces import INPUT_MODE
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import IField

#: What stands for the number in the names of the last row's inputs.
LAST = "AA"
#: What a select sends when nothing is chosen.
NOTHING = ("", "--NOVALUE--")


class GridWidget(DataGridFieldWidget):
    """A grid whose last row, once filled, is a row like the others."""

    def update(self) -> None:
        """Read the request, number the last row if it is filled, and set up the rows."""
        if self.mode == INPUT_MODE and not self.ignoreRequest:
            self._number_last_row()
        super().update()

    def _number_last_row(self) -> None:
        """Rename what the last row sent, as the script would have.

        The row is then read, checked and shown again with its errors like any other.
        """
        form = self.request.form
        last = f"{self.name}.{LAST}"
        sent = [key for key in form if key.startswith((f"{last}.", f"{last}-"))]
        count = str(form.get(self.counterName, ""))
        if not sent or not count.isdecimal() or not self._last_is_filled():
            return
        for key in sent:
            form[f"{self.name}.{count}{key.removeprefix(last)}"] = form.pop(key)
        form[self.counterName] = str(int(count) + 1)

    def _last_is_filled(self) -> bool:
        """Whether the last row sent anything but what it shows while it is empty."""
        for cell in self.getWidget(LAST).widgets.values():
            sent = _values(self.request.form.get(cell.name))
            shown = _values(IDataConverter(cell).toWidgetValue(cell.field.default))
            if sent and sent != shown:
                return True
        return False


def _values(raw: Any) -> list[str]:
    """What an input sends or shows, without what means nothing."""
    listed = raw if isinstance(raw, list | tuple) else [raw]
    texts = [str(value).strip() for value in listed if value is not None]
    return [text for text in texts if text not in NOTHING]


@adapter(IField, IFormLayer)
@implementer(IFieldWidget)
def GridFieldWidget(field: Any, request: Any) -> Any:
    """The widget of a list of rows, for `directives.widget`."""
    return FieldWidget(field, GridWidget(request))
