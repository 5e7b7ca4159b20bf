package org.prodrome.reasoning.model;

import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.token.Tokens;

/** A story, its tokens, and what the network says of them; nothing is calibrated yet. */
record Reading(Timeline timeline, Tokens tokens, Forward.Read read) {}
