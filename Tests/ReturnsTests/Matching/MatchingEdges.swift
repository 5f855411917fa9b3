/// The sharp edges of matching, one case a line (see `MatchingCase` for the words).
let matchingEdges = """
  C1 100 | T1 100 C1 | C1 met exact T1 | the ordinary refund
  C1 100 | | C1 open | nothing came
  | T1 100 C1 | T1 unentitled | nothing was expected
  C1 100 | T1 100 I7 | C1 met order_and_amount T1 | a refund number of the provider's own
  C1 100 ref=I7 | T1 100 I7 | C1 met exact T1 | an instruction id is an exact reference
  order 100 | T1 100 O1 | order met exact T1 | a payment names its order
  order 100 p=P1 | T1 100 XX p=P1 o= | order met normalised_reference T1 | a payment by its own id

  C1 100 | T1 100 C1, T2 100 C1 | C1 met exact T1, T2 duplicate C1 | paid twice
  C1 100 | T2 100 C1 t=1, T1 100 C1 t=1 | C1 met exact T1, T2 duplicate C1 \
    | same second: the smaller transaction id
  C1 100 | T1 100 C1 t=9, T2 100 C1 | C1 met exact T2, T1 duplicate C1 | the earlier one counts
  C1 100 | T1 100 C1, T2 30 C1 | C1 met exact T1, T2 over C1 | something on top
  C1 100, C1.f 8 | T1 100 C1, T2 100 C1 | C1 met exact T1, C1.f open, T2 duplicate C1 \
    | a repetition is not what else is owed
  C1 100, C1.f 8 | T1 100 C1, T2 9 C1 | C1 met exact T1, C1.f over exact_with_difference T2 \
    | something else may be
  C1 100 | T1 100 C1, T2 100 C1 USD | C1 met exact T1, T2 over C1 | on top, in another currency
  C1 100 | T1 100 C1, T2 100 | C1 met exact T1, T2 duplicate C1 | equal money without its name
  C1 100 | T1 100, T2 100 | C1 met order_and_amount T1, T2 duplicate C1 | twice without a name
  C1 100 | T1 100 C1, T2 100 c-1 | C1 met exact T1, T2 duplicate C1 | twice, once misspelt

  C1.1 50, C1.2 50 | T1 50 C1 | C1.1 met exact T1, C1.2 open | two alike lines, one refund
  C1.1 50, C1.2 50 | T1 50 C1, T2 50 C1 | C1.1 met exact T1, C1.2 met exact T2 | two alike lines
  C1.1 50 ref=I1, C1.2 50 ref=I2 | T1 50 C1, T2 50 I1 | C1.1 met exact T2, C1.2 met exact T1 \
    | the narrower name goes first
  C1 50 ref=R, C2 50 ref=R | T1 50 R | C1 ambiguous T1 C2, C2 ambiguous T1 C1, T1 undecided C1 C2 \
    | a reference that two cases share
  C1 50 ref=R, C2 50 ref=R | T1 50 R, T2 50 R | C1 met exact T1, C2 met exact T2 | shared, both paid
  C1 50 ref=R, C2 70 ref=R | T1 60 R | C1 ambiguous T1 C2, C2 ambiguous T1 C1, T1 undecided C1 C2 \
    | shared, and the amount fits neither

  C1 100 ~5 | T1 97 C1 | C1 met exact_within_tolerance T1 ~3 | tolerance spent below
  C1 100 ~5 | T1 104 C1 | C1 met exact_within_tolerance T1 ~4 | tolerance spent above
  C1 100 ~5 | T1 94 C1 | C1 short 94 exact_with_difference T1 | beyond the tolerance
  C1 100 ~5 | T1 98 C1, T2 101 C1 | C1 ambiguous T1 T2, T1 undecided C1, T2 undecided C1 \
    | two near amounts
  C1 100 ~5 | T1 98 C1, T2 98 C1 | C1 met exact_within_tolerance T1 ~2, T2 duplicate C1 \
    | near, and paid twice
  C1 100 ~5 | T1 98 C1, T2 100 C1 | C1 met exact T2, T1 over C1 \
    | the equal amount before the near one
  C1 100 ~5 | T1 98 C1 USD | C1 in USD 0 exact_with_difference T1 \
    | near in another currency is not near
  C1 100 ~5 | T1 60 C1, T2 38 C1 | C1 met exact_with_difference T1 T2 ~2 | a split within tolerance

  C1 100 | T1 60 C1, T2 40 C1 | C1 met split T1 T2 | two refunds add up
  C1 100 | T1 60 C1, T2 40 C1, T3 60 C1 | C1 met split T1 T2, T3 duplicate C1 \
    | alike parts are no rivals
  C1 100 | T1 60 C1, T2 40 C1, T3 25 C1 | C1 met split T1 T2, T3 over C1 | a part too many
  C1 100 | T1 60 C1, T2 40 C1, T3 70 C1, T4 30 C1 | C1 ambiguous T1 T2 T3 T4, T1 undecided C1, \
    T2 undecided C1, T3 undecided C1, T4 undecided C1 | two ways to add up
  C1 100 | T1 60 C1, T2 40 C2 | C1 short 60 exact_with_difference T1, T2 unentitled \
    | parts of another name do not add up
  C1 100 | T1 60 C1, T2 40 C1 USD | C1 in USD 60 exact_with_difference T1 T2 \
    | parts in two currencies do not add up
  C1.1 100, C1.2 100 | T1 70 C1, T2 30 C1, T3 80 C1, T4 20 C1 | C1.1 met split T1 T2, \
    C1.2 met split T3 T4 | unlike parts that meet both lines whichever way
  C1.1 100, C1.2 50 | T1 150 C1 | C1.1 met split T1(100), C1.2 met split T1(50) \
    | one refund, two lines
  C1.1 100, C1.f 12 | T1 112 C1 | C1.1 met split T1(100), C1.f met split T1(12) | goods and freight
  C1.1 100, C1.d 12 | T1 112 C1 | C1.1 met split T1(100), C1.d met split T1(12) \
    | goods and difference
  C1.1 50, C1.2 50, C1.3 50 | T1 100 C1 | C1.1 met split T1(50), C1.2 met split T1(50), C1.3 open \
    | two of three alike lines
  C1.1 50, C1.2 100, C1.3 70, C1.4 80 | T1 150 C1 | C1.1 ambiguous T1, C1.2 ambiguous T1, \
    C1.3 ambiguous T1, C1.4 ambiguous T1, T1 undecided C1 | one refund, two pairs of lines
  C1.1 50, C1.2 70 | T1 60 C1, T2 60 C1 | C1.1 met split T1(50), C1.2 met split T1(10) T2 \
    | equal only in sum

  C1 100, C2 50 | T1 150 C1 | C1 met bundle T1(100), C2 met bundle T1(50) \
    | a bundle under one case's name
  C1 100, C2 50 | T1 150 | C1 met bundle T1(100), C2 met bundle T1(50) | a bundle without a name
  C1 100, C2 50 | T1 150 B77 | C1 met bundle T1(100), C2 met bundle T1(50) | under a batch number
  C1 100 p=P1, C2 50 p=P1 | T1 150 o= p=P1 | C1 met bundle T1(100), C2 met bundle T1(50) \
    | a bundle known by the payment alone
  C1 100, C2 50 | T1 150 o= | C1 open, C2 open, T1 unentitled | nothing ties it to the order
  C1 100, C2 50, C3 70, C4 80 | T1 150 | C1 ambiguous T1 C2 C3 C4, C2 ambiguous T1 C1 C3 C4, \
    C3 ambiguous T1 C1 C2 C4, C4 ambiguous T1 C1 C2 C3, T1 undecided C1 C2 C3 C4 \
    | a bundle with two solutions
  C1 100, C2 50, C3 70, C4 80 | T1 150 C3 | C1 open, C2 open, C3 met bundle T1(70), \
    C4 met bundle T1(80) \
    | its name leaves one solution
  C1 50, C2 50, C3 100 | T1 150 C1 | C1 met bundle T1(50), C2 open, C3 met bundle T1(100) \
    | alike amounts, but one is named
  C1 50, C2 50, C3 100 | T1 150 | C1 ambiguous T1 C2 C3, C2 ambiguous T1 C1 C3, \
    C3 ambiguous T1 C1 C2, T1 undecided C1 C2 C3 | alike amounts of two cases
  C1 50, C2 100, C3 150 | T1 150 | C1 open, C2 open, C3 met order_and_amount T1 \
    | what equals one case is no bundle of others
  C1 50, C2 100, C3 70 | T1 150, T2 170 | C1 ambiguous T1 T2 C2 C3, C2 ambiguous T1 T2 C1 C3, \
    C3 ambiguous T1 T2 C1 C2, T1 undecided C1 C2 C3, T2 undecided C1 C2 C3 \
    | two bundles want one case
  C1 50, C2 100 | T1 150, T2 150 | C1 met bundle T1(50), C2 met bundle T1(100), T2 duplicate C1 \
    | a bundle paid twice
  C1 50, C2 100, C3 70, C4 80 | T1 150, T2 150 | C1 ambiguous T1 T2 C2 C3 C4, \
    C2 ambiguous T1 T2 C1 C3 C4, C3 ambiguous T1 T2 C1 C2 C4, C4 ambiguous T1 T2 C1 C2 C3, \
    T1 undecided C1 C2 C3 C4, T2 undecided C1 C2 C3 C4 | alike bundles share the doubt
  C1 50, C2 100, C3 70, C4 80 | T1 150, T2 50 | C1 ambiguous T1 T2 C2 C3 C4, \
    C2 ambiguous T1 T2 C1 C3 C4, C3 ambiguous T1 T2 C1 C2 C4, C4 ambiguous T1 T2 C1 C2 C3, \
    T1 undecided C1 C2 C3 C4, T2 undecided C1 C2 C3 C4 | money for an undecided case waits with it
  C1 100, C2 50 | T1 150 C1, T2 50 c-2 | C1 over exact_with_difference T1, \
    C2 met order_and_amount T2 | money that bears a misspelt name is not left out for a bundle
  C1 31, C2 37, C3 41, C4 43, C5 47 | T1 96 | C1 limit, C2 limit, C3 limit, C4 limit, C5 limit, \
    T1 limit C1 C2 C3 C4 C5 | the work limit limit=4
  C1 100 | T1 31 C1, T2 37 C1, T3 41 C1, T4 43 C1 | C1 limit, T1 limit C1, T2 limit C1, \
    T3 limit C1, \
    T4 limit C1 | the work limit of a split limit=3
  C1 31, C2 37, C3 41 | T1 31 C1, T2 37 C2, T3 41 C3 | C1 met exact T1, C2 met exact T2, \
    C3 met exact T3 | no search where names decide limit=0

  C1 50, C2 70 | T1 50 | C1 met order_and_amount T1, C2 open | order and amount
  C1 50, C2 50 | T1 50 | C1 ambiguous T1 C2, C2 ambiguous T1 C1, T1 undecided C1 C2 \
    | two alike cases, one nameless refund
  C1 50, C2 50 | T1 50, T2 50 | C1 met order_and_amount T1, C2 met order_and_amount T2 \
    | two alike cases, two alike refunds
  C1 50, C2 50 | T1 50 X1, T2 50 X2 | C1 ambiguous T1 T2 C2, C2 ambiguous T1 T2 C1, \
    T1 undecided C1 C2, T2 undecided C1 C2 | alike cases, unlike refunds
  C1 50 | T1 50 X1, T2 50 X2 | C1 ambiguous T1 T2, T1 undecided C1, T2 undecided C1 \
    | one case, two refunds of other names
  C1.1 50, C1.2 50 | T1 50 X1, T2 50 X2 | C1.1 met order_and_amount T1, \
    C1.2 met order_and_amount T2 | alike lines of one case are no rivals
  C1 50, C2 70 | T1 50 C2 | C1 open, C2 short 50 exact_with_difference T1 \
    | the name of another case outranks an amount that fits
  C1 50, C2 70 | T1 70 C2, T2 50 C2 | C1 open, C2 met exact T1, T2 over C2 \
    | even where that case has its money
  C1 50 | T1 50 C9 | C1 open, T1 unentitled | the name of a case that expects nothing known=C9
  C1 50 | T1 50 c-9 | C1 open, T1 unentitled | nor its misspelt name known=C9
  C1 50 | T1 50 C9 | C1 met order_and_amount T1 | a name nobody knows says nothing
  C1 50 | T1 50 o=O9 | C1 open, T1 unentitled | another order's id
  C1 50 | T1 50 USD | C1 open, T1 unentitled | equal figures, another currency

  C1 50 p=P1, C2 50 p=P2 | T1 50 p=P2 | C1 open, C2 met normalised_reference T1 \
    | the payment tells them apart
  C1 50 p=P1, C2 50 p=P2 | T1 50 p=P2, T2 50 p=P9 | C1 met order_and_amount T2, \
    C2 met normalised_reference T1 | and leaves one for the other
  C1 50 p=P1, C2 50 p=P1 | T1 50 p=P1 o= | C1 ambiguous T1 C2, C2 ambiguous T1 C1, \
    T1 undecided C1 C2 \
    | one payment, two alike cases
  RC-1001 50 | T1 50 rc1001 o= | RC-1001 met normalised_reference T1 | case and hyphen
  RC-1001 50 | T1 50 RMA_#RC_1001 o= | RC-1001 met normalised_reference T1 | blanks, sign and prefix
  RMA1001 50 | T1 50 1001 o= | RMA1001 met normalised_reference T1 | the prefix may be on our side
  RMA12 50 | T1 50 12 o= | RMA12 met normalised_reference T1 | two characters are enough
  C1 50 | T1 50 refund-c1 o= | C1 met normalised_reference T1 | also of a short id
  RMA-100 50 | T1 50 REFUND-RMA-100 o= | RMA-100 met normalised_reference T1 \
    | one prefix after the other
  RMA1 50 | T1 50 1 o= | RMA1 open, T1 unentitled | one character is too few
  C1 50 | T1 50 RMA-C2 o= | C1 open, T1 unentitled | a prefix before another id
  C1 50 p=PAY1 | T1 50 p=pay-1 o= | C1 met normalised_reference T1 | a payment in another spelling
  C1 50 p=PAY1 | T1 50 p=pay-11 o= | C1 open, T1 unentitled | another payment
  C1 100 p=P1 | T1 60 p=P1 o=, T2 40 p=p-1 o= | C1 met split T1 T2 \
    | parts that name the payment alone
  C1 100 p=P1 | T1 60 p=P1 o=, T2 30 p=P1 o= | C1 open, T1 unentitled, T2 unentitled \
    | parts that do not add up
  C1 100 p=P1 | T1 60 p=P1 o=, T2 40 p=P2 o= | C1 open, T1 unentitled, T2 unentitled \
    | a part of another payment
  C1 100 p=P1 | T1 60, T2 40 p=P1 o= | C1 met split T1 T2 | parts by the order and by its payment
  C1 100 p=P1 | T1 60 p=P1 o=, T2 40 p=P1 o=, T3 40 p=P1 o= | C1 met split T1 T2, T3 duplicate C1 \
    | a part that came twice
  C1 100 p=P1 | T1 60 p=P1 o=, T2 40 p=P1 o=, T3 70 p=P1 o=, T4 30 p=P1 o= \
    | C1 ambiguous T1 T2 T3 T4, T1 undecided C1, T2 undecided C1, T3 undecided C1, T4 undecided C1 \
    | two ways to come in parts
  C1 100 p=P1, C2 100 p=P1 | T1 60 p=P1 o=, T2 40 p=P1 o= | C1 ambiguous T1 T2 C2, \
    C2 ambiguous T1 T2 C1, T1 undecided C1 C2, T2 undecided C1 C2 | two cases want the parts
  C1 100 p=P1, C2 60 p=P1 | T1 60 p=P1 o=, T2 40 p=P1 o= \
    | C1 open, C2 met normalised_reference T1, T2 unentitled \
    | what equals a case is no part of another
  C1.1 90 p=P1, C1.f 10 p=P1 | T1 60 p=P1 o=, T2 40 p=P1 o= | C1.1 met split T1 T2(30), \
    C1.f met split T2(10) | goods and freight in other parts
  C1 100 p=P1 | T1 60 C1, T2 40 p=P1 o= | C1 short 60 exact_with_difference T1, T2 unentitled \
    | a part that names the case leaves the rest to a person
  C1 100 p=P1 | T1 60 C1, T2 60 p=P1 o=, T3 40 p=P1 o= | C1 short 60 exact_with_difference T1, \
    T2 unentitled, T3 unentitled | and comes before parts that do not
  RC-1001 50 | T1 40 rc1001 o= | RC-1001 open, T1 unentitled | misspelt and unequal is no match
  A-11 50, A/11 50 | T1 50 a11 o= | A-11 ambiguous T1 A/11, A/11 ambiguous T1 A-11, \
    T1 undecided A-11 A/11 | two cases of one spelling
  RC-101 50, RC-102 50 | T1 50 rc102 | RC-101 open, RC-102 met order_and_amount T1 \
    | a misspelt name still names its case
  RC-101 60, RC-102 50 | T1 50 rc101 | RC-101 open, RC-102 open, T1 unentitled \
    | and is not taken for another

  C1 100 | T1 60 C1 | C1 short 60 exact_with_difference T1 | short
  C1 100 | T1 160 C1 | C1 over exact_with_difference T1 | over
  C1 100 | T1 90 C1, T2 20 C1 | C1 over exact_with_difference T1 T2 | over in sum
  C1 100 | T1 14 C1 USD | C1 in USD 0 exact_with_difference T1 | another currency
  C1 100 | T1 14 C1 USD, T2 30 C1 | C1 in USD 30 exact_with_difference T1 T2 \
    | partly in another currency
  C1.1 100, C1.2 50 | T1 120 C1 | C1.1 met exact_with_difference T1(100), \
    C1.2 short 20 exact_with_difference T1(20) | filled line by line
  C1.1 100, C1.2 50, C1.f 12 | T1 140 C1 | C1.1 met exact_with_difference T1(100), \
    C1.2 short 40 exact_with_difference T1(40), C1.f open | goods before freight
  C1.1 100, C1.2 50 | T1 160 C1 | C1.1 met exact_with_difference T1(100), \
    C1.2 over exact_with_difference T1(60) | too much goes to the last line
  C1.1 100, C1.2 50 USD | T1 90 C1, T2 50 C1 USD | C1.1 short 90 exact_with_difference T1, \
    C1.2 met exact T2 | each line in its own currency
  C1.1 50 ref=I1, C1.2 70 ref=I2 | T1 60 I2 | C1.1 open, C1.2 short 60 exact_with_difference T1 \
    | an instruction's money stays with its line
  C1 0 | T1 50 C1 | C1 met, T1 unentitled | an expectation of nothing takes nothing
  C1 50 | T1 0 C1 | C1 open, T1 unentitled | a movement of nothing meets nothing
  order 100 | T1 60 O1, T2 40 O1 | order met split T1 T2 | deposit and balance
  order 100 | T1 90 O1 | order short 90 exact_with_difference T1 | an order paid short
  order 100 | T1 100 C7 O1 | order open, T1 unentitled \
    | a payment for a case is not the order's known=C7
  order 100, C1 30 | T1 100 O1, T2 30 C1 O1 | order met exact T1, C1 met exact T2 \
    | a payment that names order and case is the case's
  """
