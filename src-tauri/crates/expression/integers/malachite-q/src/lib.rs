//! Fractions, as far as RustPython uses `malachite-q`: `int / int` and `float.as_integer_ratio()`.

use std::cmp::Ordering;

use malachite_base::num::conversion::traits::RoundingInto;
use malachite_base::rounding_modes::RoundingMode;
use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;

/// A fraction in lowest terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rational {
    is_negative: bool,
    numerator: BigUint,
    denominator: BigUint,
}

/// A value that is no fraction: infinite, or not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotFinite;

impl Rational {
    /// Returns `numerator / denominator`. RustPython has refused a denominator of zero before.
    pub fn from_integers_ref(numerator: &BigInt, denominator: &BigInt) -> Self {
        Self::lowest(
            numerator.sign() * denominator.sign() == Sign::Minus,
            numerator.magnitude().clone(),
            denominator.magnitude().clone(),
        )
    }

    /// Returns numerator and denominator, without the sign.
    pub fn into_numerator_and_denominator(self) -> (BigUint, BigUint) {
        (self.numerator, self.denominator)
    }

    fn lowest(is_negative: bool, numerator: BigUint, denominator: BigUint) -> Self {
        let common = numerator.gcd(&denominator);
        if common == BigUint::ZERO {
            return Self { is_negative, numerator, denominator };
        }
        Self { is_negative, numerator: numerator / &common, denominator: denominator / common }
    }
}

impl TryFrom<f64> for Rational {
    type Error = NotFinite;

    fn try_from(value: f64) -> Result<Self, NotFinite> {
        if !value.is_finite() {
            return Err(NotFinite);
        }
        let bits = value.to_bits();
        let field = (bits >> 52) & 0x7ff;
        let fraction = bits & 0x000f_ffff_ffff_ffff;
        // Subnormal numbers have no leading one, and the exponent of the smallest normal ones.
        let (mantissa, exponent) = if field == 0 {
            (fraction, -1074)
        } else {
            (fraction | 1 << 52, i64::try_from(field).unwrap_or(0) - 1075)
        };
        let power = BigUint::from(1_u8) << exponent.unsigned_abs();
        let mantissa = BigUint::from(mantissa);
        Ok(if exponent < 0 {
            Self::lowest(value.is_sign_negative(), mantissa, power)
        } else {
            Self::lowest(value.is_sign_negative(), mantissa * power, BigUint::from(1_u8))
        })
    }
}

impl RoundingInto<f64> for Rational {
    fn rounding_into(self, RoundingMode::Nearest: RoundingMode) -> (f64, Ordering) {
        let value = nearest(&self.numerator, &self.denominator);
        let value = if self.is_negative { -value } else { value };
        // RustPython reads the second value for the largest number only, where ours is already infinite.
        (value, Ordering::Equal)
    }
}

/// How many bits of the quotient are worked out: more than the 53 of a float, so that the last one can say "and more".
const QUOTIENT_BITS: i64 = 66;

fn nearest(numerator: &BigUint, denominator: &BigUint) -> f64 {
    if *numerator == BigUint::ZERO {
        return 0.0;
    }
    if *denominator == BigUint::ZERO {
        return f64::INFINITY;
    }
    let length = |number: &BigUint| i64::try_from(number.bits()).unwrap_or(i64::MAX / 4);
    let shift = QUOTIENT_BITS - (length(numerator) - length(denominator));
    if !(-1200..=1300).contains(&shift) {
        return if shift < 0 { f64::INFINITY } else { 0.0 };
    }
    let (quotient, remainder) = if shift >= 0 {
        (numerator << shift.unsigned_abs()).div_rem(denominator)
    } else {
        numerator.div_rem(&(denominator << shift.unsigned_abs()))
    };
    let quotient = u128::try_from(quotient).unwrap_or(u128::MAX) | u128::from(remainder != BigUint::ZERO);
    let n_bits = i64::from(128 - quotient.leading_zeros());
    // Below the smallest normal number there are fewer than 53 bits.
    let exponent = n_bits - 1 - shift;
    let precision = (53 - (-1022 - exponent).max(0)).max(-1);
    let dropped = n_bits - precision;
    let kept = quotient >> dropped.unsigned_abs();
    let rest = quotient - (kept << dropped.unsigned_abs());
    let half = 1_u128 << (dropped - 1).unsigned_abs();
    let rounds_up = rest > half || (rest == half && kept & 1 == 1);
    let mantissa = u64::try_from(kept).unwrap_or(u64::MAX) + u64::from(rounds_up);
    scaled(mantissa, dropped - shift)
}

/// Returns `mantissa * 2^exponent`, in steps that are exact.
fn scaled(mantissa: u64, mut exponent: i64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "it has at most 54 bits, of which the last is zero where there are 54"
    )]
    let mut value = mantissa as f64;
    while exponent > 0 {
        let step = exponent.min(1000);
        value *= power_of_two(step);
        exponent -= step;
    }
    while exponent < 0 {
        let step = exponent.max(-1000);
        value *= power_of_two(step);
        exponent -= step;
    }
    value
}

/// Returns `2^exponent` for exponents of normal numbers.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits((exponent + 1023).unsigned_abs() << 52)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quotient(numerator: &BigInt, denominator: &BigInt) -> f64 {
        Rational::from_integers_ref(numerator, denominator).rounding_into(RoundingMode::Nearest).0
    }

    #[test]
    fn quotients_are_those_of_python() {
        let power = |exponent: u32| BigInt::from(2).pow(exponent);
        assert_eq!(quotient(&1.into(), &3.into()), 1.0 / 3.0);
        assert_eq!(quotient(&(-7).into(), &2.into()), -3.5);
        assert_eq!(quotient(&0.into(), &5.into()), 0.0);
        // Half of the way between two floats goes to the even one, and a little more goes up.
        assert_eq!(quotient(&(power(53) + 1), &1.into()), 9_007_199_254_740_992.0);
        assert_eq!(quotient(&(power(53) + 3), &1.into()), 9_007_199_254_740_996.0);
        assert_eq!(quotient(&(power(200) + power(147) + 1), &power(147)), 9_007_199_254_740_994.0);
        assert_eq!(quotient(&power(1023), &1.into()), f64::from_bits(0x7fe0_0000_0000_0000));
        assert_eq!(quotient(&power(1024), &1.into()), f64::INFINITY);
        assert_eq!(quotient(&power(5000), &power(4999)), 2.0);
        assert_eq!(quotient(&1.into(), &power(1074)), f64::from_bits(1));
        assert_eq!(quotient(&1.into(), &power(1075)), 0.0);
        assert_eq!(quotient(&3.into(), &power(1075)), f64::from_bits(2));
        assert_eq!(quotient(&1.into(), &power(5000)), 0.0);
    }

    proptest! {
        #[test]
        fn a_float_is_the_quotient_of_its_ratio(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            let (numerator, denominator) =
                Rational::try_from(value.abs()).map(Rational::into_numerator_and_denominator).unwrap_or_default();
            prop_assert_eq!(quotient(&numerator.into(), &denominator.into()), value.abs());
        }

        #[test]
        fn small_quotients_are_those_of_the_processor(numerator in -(1_i64 << 53)..(1 << 53), denominator in 1..(1_i64 << 53)) {
            #[expect(clippy::cast_precision_loss, reason = "both have at most 53 bits")]
            let expected = numerator as f64 / denominator as f64;
            prop_assert_eq!(quotient(&numerator.into(), &denominator.into()), expected);
        }
    }
}
