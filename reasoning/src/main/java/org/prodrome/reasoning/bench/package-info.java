/** Beside the stages: how fast the network learns and answers, next to the same network in PyTorch. */
@NullMarked
package org.prodrome.reasoning.bench;

import org.jspecify.annotations.NullMarked;
