<?xml version="1.0"?>
<CHANNEL HREF="https://example.org/" LASTMOD="2026-11-20T10:00"><TITLE>Channel</TITLE><ABSTRACT>About</ABSTRACT>
<ITEM HREF="https://example.org/1" LASTMOD="2026-11-19T10:00"><TITLE>One</TITLE><ABSTRACT>First</ABSTRACT></ITEM></CHANNEL>
