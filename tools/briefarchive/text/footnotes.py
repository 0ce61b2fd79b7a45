"""Footnotes: numbered by first mark, and moved to the end of the text."""

from docutils import nodes


def number_footnotes(document: nodes.document) -> None:
    """Number footnotes, and link marks and notes to one another. Ids are made of numbers, not of contributors' words.

    Of two notes of one name, the second stays where it is as a paragraph; a mark without a note is shown as it was
    typed; a note without a mark stands last. The check reports all three.
    """
    notes = _taken_out(document)
    numbers: dict[str, int] = {}
    order: list[str] = []
    _number(document, notes, numbers, order)
    unmarked = iter(notes)
    done = 0
    while done < len(notes):
        if done == len(order):
            order.append(next(name for name in unmarked if name not in numbers))
            numbers[order[-1]] = len(order)
        # A note has marks as well, by which the order may grow.
        _number(notes[order[done]], notes, numbers, order)
        done += 1
    for name, number in numbers.items():
        notes[name]["ids"] = [f"note-{number}"]
        notes[name].insert(0, nodes.label("", str(number)))
    document.extend(notes[name] for name in order)


def _number(within: nodes.Element, notes: dict[str, nodes.footnote], numbers: dict[str, int], order: list[str]) -> None:
    """Number the marks *within* an element."""
    for mark in list(within.findall(nodes.footnote_reference)):
        name = mark["name"]
        if name not in notes:
            mark.parent.replace(mark, nodes.Text(f"[^{name}]"))
            continue
        if name not in numbers:
            order.append(name)
            numbers[name] = len(order)
        number, backs = numbers[name], notes[name]["backrefs"]
        mark["ids"] = [f"note-mark-{number}-{len(backs) + 1}" if backs else f"note-mark-{number}"]
        mark["refid"] = f"note-{number}"
        mark.append(nodes.Text(str(number)))
        backs.extend(mark["ids"])


def _taken_out(document: nodes.document) -> dict[str, nodes.footnote]:
    """The notes by name; in the place of a second one of a name stands its text."""
    notes: dict[str, nodes.footnote] = {}
    all_notes = list(document.findall(nodes.footnote))
    for note in all_notes:
        notes.setdefault(note["name"], note)
    for parent in {id(note.parent): note.parent for note in all_notes}.values():
        kept: list[nodes.Node] = []
        for child in parent.children:
            if not isinstance(child, nodes.footnote):
                kept.append(child)
            elif notes[child["name"]] is not child:
                kept.append(nodes.container("", *child.children))
        parent.children = []
        parent.extend(kept)
    return notes
