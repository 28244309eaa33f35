"""LP4, and LP307: the approval blocks: their blanks, their days, and who agrees and approves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from luzplan.check.rule import CheckContext, Finding, Rule, dated, rule, weightier_when_new
from luzplan.plan import Signature
from luzplan.plan.days import signed_on, signing_days
from luzplan.plan.references import exists_from
from luzplan.russian import date_words, listing, quote
from luzplan.school_year import SchoolYear
from luzplan.text import Severity, Text

CHANGED = "LP407"
_BEFOREHAND = timedelta(days=184)  # a plan is made in the half-year before its year
_LONE_YEAR = r"(?<![\d№.])(?<!№ )(?:19|20)\d\d(?=\s*(?:г\b|год|$))"
_BLANK = r"[\s_«»\"“”]*"
_NO_NUMBER = r"№(?=\s*(?:от\b|[«\"“]|$))"


_UNDERSCORES = r"_{2,}"
_APPROVAL = {"agreed": "СОГЛАСОВАНО", "approved": "УТВЕРЖДАЮ"}  # with the usual headings
_FILLED_IN = {"by": "кем", "protocol": "протокол", "order": "приказ", "date": "дата"}


def blank_approval(context: CheckContext) -> Iterator[Finding]:
    """Гриф не заполнен.

    План действует, когда он согласован и утверждён. Впишите номер и дату вместо подчёркиваний, когда документ
    подписан. Место для подписи после фамилии может остаться: оно не отмечается.

    Плохо:

        approval:
          approved:
            heading: УТВЕРЖДАЮ
            by: директор
            order: приказ № _____ от « _____ » _____

    Хорошо:

        approval:
          approved:
            heading: УТВЕРЖДАЮ
            by: директор
            order: приказ № 15 от «30» августа 2011 г.
    """
    for block, heading in _APPROVAL.items():
        pairs = context.pairs("approval", block)
        fields = {str(key): value for key, value in pairs if isinstance(value, Text)}
        blank = [
            (name, text, found)
            for key, name in _FILLED_IN.items()
            if (text := fields.get(key)) is not None
            and ((found := re.search(_UNDERSCORES, text)) or not text.strip())
        ]
        if blank:
            names = listing([name for name, _, _ in blank])
            _, text, found = blank[0]
            place = context.place(text, *found.span()) if found else context.place(text)
            message = f"гриф {quote(fields.get('heading') or heading)} не заполнен: {names}"
            yield Finding(message, *place, "впишите, когда документ подписан")


def _blocks(context: CheckContext) -> tuple[tuple[str, Signature], ...]:
    """Both blocks, each with what its signer does."""
    return ("согласует", context.plan.agreed), ("утверждает", context.plan.approved)


def impossible_signing_day(context: CheckContext) -> Iterator[Finding]:
    """В грифе день, которого не бывает.

    По дню приказа программа узнаёт, с какого дня план действует и что в нём изменено потом. Гриф без дня не
    отмечается.

    Плохо:

        approval:
          approved: {by: директор, order: приказ № 15 от 31.09.2011}

    Хорошо:

        approval:
          approved: {by: директор, order: приказ № 15 от 30.09.2011}
    """
    for _, signature in _blocks(context):
        for one in signing_days(signature):
            if one.day is None:
                message = f"такого дня не бывает: {_said(one.text[one.start : one.end])}"
                yield Finding(message, *context.place(*one[:3]), "исправьте число")


def _said(words: str) -> str:
    return quote(" ".join(re.sub(r"[«»\"“”„]", " ", words).split()))


def agreed_after_approved(context: CheckContext) -> Iterator[Finding]:
    """Согласован позже, чем утверждён.

    Сначала план согласуют, потом утверждают; в один день — можно.

    Плохо:

        approval:
          agreed: {by: педсовет, protocol: протокол № 1 от 31.08.2011}
          approved: {by: директор, order: приказ № 15 от 30.08.2011}

    Хорошо:

        approval:
          agreed: {by: педсовет, protocol: протокол № 1 от 29.08.2011}
          approved: {by: директор, order: приказ № 15 от 30.08.2011}
    """
    agreed, approved = signed_on(context.plan.agreed), signed_on(context.plan.approved)
    if agreed and approved and agreed.day and approved.day and agreed.day > approved.day:
        message = f"согласован {date_words(agreed.day)}, а утверждён раньше: {date_words(approved.day)}"
        yield Finding(message, *context.place(*agreed[:3]), "проверьте оба дня")


def approval_of_another_year(context: CheckContext) -> Iterator[Finding]:
    """Гриф другого года.

    План утверждают незадолго до его года или в начале: гриф с другим годом остался от прежнего плана.
    Полгода до начала и весь год плана ошибкой не считаются.

    Плохо:

        approval:
          approved: {by: директор, order: приказ № 15 от 30.08.2010}

    Хорошо:

        approval:
          approved: {by: директор, order: приказ № 15 от 30.08.2011}
    """
    year = context.plan.year
    for _, signature in _blocks(context):
        for text, start, end in _of_another_year(signature, year):
            hint = f"план на {year}: проверьте год"
            message = f"гриф другого года: {_said(text[start:end])}"
            yield Finding(message, *context.place(text, start, end), hint)


def _of_another_year(signature: Signature, year: SchoolYear) -> Iterator[tuple[Text, int, int]]:
    """The days, and the years beside blanks, that do not belong to a plan's year."""
    first, last = year.first_day - _BEFOREHAND, year.last_day
    named = list(signing_days(signature))
    for one in named:
        if one.day and not first <= one.day <= last:
            yield one.text, one.start, one.end
    for text in (signature.document, signature.date):
        for found in re.finditer(_LONE_YEAR, text):
            is_told = any(one.text is text and one.start <= found.start() < one.end for one in named)
            if not is_told and not first.year <= int(found[0]) <= last.year:
                yield text, *found.span()


def signer_before_it_exists(context: CheckContext) -> Iterator[Finding]:
    """План согласовал тот, кого ещё нет.

    У роли указано, с какого срока она существует (since:), а в грифе день раньше. Гриф без дня и роли, у
    которых не указано, когда они появятся, не отмечаются.

    Плохо:

        roles: [{name: Совет округа, since: Декабрь}]
        approval:
          agreed: {by: Совет округа, protocol: протокол № 1 от 29.08.2011}
          approved: {by: директор, order: приказ № 15 от 30.08.2011}

    Хорошо:

        roles: [{name: Совет округа, since: Декабрь}]
        approval:
          agreed: {by: Совет округа, protocol: протокол № 1 от 12.12.2011}
          approved: {by: директор, order: приказ № 15 от 14.12.2011}
    """
    roles = {str(role.name): role for role in context.plan.roles if role.since}
    for does, signature in _blocks(context) if roles else ():
        signed = signed_on(signature)
        for executor in context.plan.book.read(signature.by).executors if signed else ():
            role = roles.get(executor.role)
            since = exists_from(context.plan, role) if role else None
            if since and signed and signed.day and signed.day < since:
                place = context.place(signature.by, executor.start, executor.end)
                message = f"{quote(executor.role)} {does} план {date_words(signed.day)}, когда его ещё нет"
                yield Finding(message, *place, f"появится {date_words(since)} (since:): проверьте оба дня")


def half_filled_signature(context: CheckContext) -> Iterator[Finding]:
    """Гриф или автор заполнен наполовину.

    В грифе не сказано, кто подписывает, у приказа нет номера после «№», или у автора нет имени. Пустые
    места с подчёркиваниями — LP307. Гриф без даты, автор без должности и без строки name: ошибкой
    не считаются.

    Плохо:

        approval:
          approved: {heading: УТВЕРЖДАЮ, order: приказ № от 30.08.2011}

    Хорошо:

        approval:
          approved: {heading: УТВЕРЖДАЮ, by: директор, order: приказ № 15 от 30.08.2011}
    """
    for does, signature in _blocks(context):
        filled = next((one for one in (signature.document, signature.date) if _has_words(one)), None)
        if filled is not None and not _has_words(signature.by) and not _has_words(signature.name):
            heading = signature.heading if _has_words(signature.heading) else filled
            yield Finding(f"не сказано, кто {does}", *context.place(heading), "допишите by: или name:")
        for found in re.finditer(_NO_NUMBER, signature.document):
            place = context.place(signature.document, *found.span())
            yield Finding("после «№» нет номера", *place, "впишите номер или подчёркивания")
    author = context.plan.author
    has_place_for_name = any(key == "name" for key, _ in context.pairs("author"))
    if _has_words(author.position) and has_place_for_name and not _has_words(author.name):
        yield Finding("у автора нет имени", *context.place(author.position), "допишите name:")


def _has_words(text: Text) -> bool:
    return re.fullmatch(_BLANK, text) is None


def missing_approval(context: CheckContext) -> Iterator[Finding]:
    """План согласован, но не утверждён.

    Есть гриф согласования, а грифа утверждения нет. Планы, где нет ни одного грифа, не отмечаются.

    Плохо:

        approval:
          agreed: {heading: СОГЛАСОВАНО, by: педсовет, protocol: протокол № 1}

    Хорошо:

        approval:
          agreed: {heading: СОГЛАСОВАНО, by: педсовет, protocol: протокол № 1}
          approved: {heading: УТВЕРЖДАЮ, by: директор, order: приказ № 15}
    """
    agreed, approved = context.plan.agreed, context.plan.approved
    if _has_words(agreed.by) and not any(map(_has_words, approved[1:])):
        message = "план согласован, но грифа утверждения нет"
        yield Finding(message, *context.place(agreed.by), "допишите approved:")


RULES = (
    rule("LP307", Severity.WARNING, blank_approval),
    rule("LP401", Severity.ERROR, impossible_signing_day),
    rule("LP402", Severity.WARNING, agreed_after_approved),
    dated(rule("LP403", Severity.WARNING, approval_of_another_year)),
    rule("LP404", Severity.WARNING, signer_before_it_exists),
    rule("LP405", Severity.WARNING, half_filled_signature),
    weightier_when_new(rule("LP406", Severity.NOTE, missing_approval)),
    Rule(
        CHANGED,
        Severity.NOTE,
        "changed-after-approval",
        """План изменён после утверждения.

        Приказ называет день, с которого план действует; git помнит, каким план был в тот день. Сколько
        с тех пор изменений, скажет luzplan validate --notes, а какие они — luzplan diff --since-approval.
        Отметки о выполнении и сами грифы изменением не считаются.
        """,
    ),
)
