"""The importer: turns the next monthly review into a draft that an editor corrects; it publishes nothing by itself."""
