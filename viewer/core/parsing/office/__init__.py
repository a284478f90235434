"""Word, OpenDocument, RTF -> blocks: what their formats share."""
