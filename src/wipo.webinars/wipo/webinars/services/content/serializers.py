"""What plone.restapi tells of our fields: of other content only what the caller may see.

plone.restapi serialises the target of a relation without asking whether it may be seen, and knows
no read permission for the columns of a list of rows.
"""

from plone import api
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISchemaSerializer
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxfields import CollectionFieldSerializer
from plone.restapi.serializer.relationfield import RelationChoiceFieldSerializer
from plone.restapi.serializer.relationfield import RelationListFieldSerializer
from plone.restapi.serializer.schema import SerializeSchemaToJson
from typing import Any
from wipo.webinars.content.behaviors import IDecision
from wipo.webinars.content.interfaces import IItem
from wipo.webinars.content.items import item_id_of_uid
from wipo.webinars.content.rows import IExpertRow
from wipo.webinars.content.rows import IOriginRow
from wipo.webinars.content.rows import PRIVATE_EXPERT_COLUMNS
from wipo.webinars.interfaces import IWipoWebinarsLayer
from wipo.webinars.lifecycle.visibility import may_see_decision
from z3c.form.util import getSpecification
from z3c.relationfield.interfaces import IRelationChoice
from z3c.relationfield.interfaces import IRelationList
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import IList
from zope.schema.interfaces import ISet


def visible(relation: Any) -> bool:
    """Whether the relation leads to something that the caller may see."""
    target = getattr(relation, "to_object", None)
    return target is not None and api.user.has_permission("View", obj=target)


@implementer(ISchemaSerializer)
@adapter(getSpecification(IDecision, force=True), IItem, IWipoWebinarsLayer)
class DecisionSerializer(SerializeSchemaToJson):
    """Outcome, merger and reason: nothing of a decision shows before it is published."""

    def __call__(self) -> dict[str, Any]:
        if may_see_decision(self.context):
            return super().__call__()
        return dict.fromkeys(IDecision.names())


@implementer(IFieldSerializer)
@adapter(IRelationChoice, IItem, IWipoWebinarsLayer)
class VisibleRelation(RelationChoiceFieldSerializer):
    """A relation to content that the caller may see, else nothing."""

    def get_value(self, default: Any = None) -> Any:
        value = super().get_value(default)
        return value if visible(value) else default


@implementer(IFieldSerializer)
@adapter(IRelationList, IItem, IWipoWebinarsLayer)
class VisibleRelations(RelationListFieldSerializer):
    """The relations to content that the caller may see."""

    def get_value(self, default: Any = None) -> Any:
        return [value for value in super().get_value(default) if visible(value)]


@implementer(IFieldSerializer)
@adapter(ISet, IItem, IWipoWebinarsLayer)
class Tokens(CollectionFieldSerializer):
    """A set of tokens, always in the order of its vocabulary."""

    def __call__(self) -> Any:
        found = super().__call__()
        vocabulary = self.field.bind(self.context).value_type.vocabulary
        order = {term.token: position for position, term in enumerate(vocabulary or ())}
        return sorted(found or (), key=lambda term: order[term["token"]])


@implementer(IFieldSerializer)
@adapter(IList, IItem, IWipoWebinarsLayer)
class Rows(CollectionFieldSerializer):
    """Lists: those of rows without what the caller may not see."""

    def __call__(self) -> Any:
        schema = getattr(self.field.value_type, "schema", None)
        if schema is IExpertRow:
            return json_compatible(self.experts())
        if schema is IOriginRow:
            return json_compatible(self.origins())
        return super().__call__()

    def experts(self) -> list[dict[str, Any]]:
        """The experts; gender and e-mail only for who may see private data."""
        rows = [dict(row) for row in self.get_value() or ()]
        if not api.user.has_permission("wipo.webinars: View Private", obj=self.context):
            for row in rows:
                for name in PRIVATE_EXPERT_COLUMNS:
                    row.pop(name, None)
        return rows

    def origins(self) -> list[dict[str, Any]]:
        """The origins of which the caller may see a version, by the UID of one that they may."""
        catalog = api.portal.get_tool("portal_catalog")
        found = []
        for row in self.get_value() or ():
            item = item_id_of_uid(row["UID"]) if row.get("UID") else None
            uids = [b.UID for b in catalog.searchResults(TranslationGroup=item)] if item else []
            if uids:
                found.append({**row, "UID": row["UID"] if row["UID"] in uids else uids[0]})
        return found
