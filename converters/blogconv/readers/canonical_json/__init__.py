"""Read blogconv's own JSON: one document (``json``), or one record a line (``jsonl``).

Memory holds one record, however long the file. Records that blogconv wrote decode at full speed; any other spelling
of the same schema is read with care: nothing is dropped without a word.
"""

from blogconv.readers.canonical_json.document import JSON_READER
from blogconv.readers.canonical_json.lines import JSONL_READER

__all__ = ["JSONL_READER", "JSON_READER"]
